package reports

// filterNames are the parameters that decide which ads a report counts, in the order in which it names them.
func filterNames() []string {
	return []string{"source", "country", "employment", "category", "role", "level", "remote"}
}
