package files

// FieldNames lists the fields that a mapping may name.
func FieldNames() []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.name)
	}
	return out
}
