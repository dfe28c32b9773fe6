// Package market makes up a small job market from a seed, so that the whole program can be shown and
// tested without the network, and its answers compared with a truth that is known.
//
// A [Market] is a list of vacancies with the skills they ask for and what they pay. It serves them in
// the formats of real sources, each vacancy in one or several places, as [http.Handler] and as a file of
// freelance projects. Everything in it is invented, and every employer's name says so.
package market
