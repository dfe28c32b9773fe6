// Package cli is rung's command line: it wires the stages together and turns errors into words and exit
// codes. It is the only place that reads the clock, the environment and the standard streams.
//
// Manners: standard output carries the answer, standard error everything else. An error is one line in
// lower case, "rung: error: …", and where something can be done about it a second, "rung: hint: …".
// Exit codes are a contract, see [Code].
package cli
