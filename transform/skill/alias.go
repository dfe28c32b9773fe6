package skill

// AliasTexts returns the aliases as they are written, the name among them.
func (s Skill) AliasTexts() []string {
	texts := make([]string, len(s.Aliases))
	for i, a := range s.Aliases {
		texts[i] = a.Text
	}
	return texts
}
