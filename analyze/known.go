package analyze

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Unknown is a value of a parameter that names something which the lake does not have, such as a source that never
// gave an ad.
type Unknown struct {
	Param, Value string
	// Kind is what the parameter names, such as a skill.
	Kind string
	// Names are what the parameter may name, in order.
	Names []Name
}

// Name is what something is called, and the value that a parameter takes for it: Golang and go.
type Name struct{ Text, Value string }

// naming holds, by parameter, the file of sql/known with the names that it takes.
var naming = map[string]string{
	"source": "source", "category": "category", "country": "country", "employment": "employment",
	"role": "role", "level": "level", "remote": "remote", "place": "place",
	"skill": "skill", "skills": "skill", "have": "skill", "period": "period", "kind": "kind",
}

// FindUnknown returns the first of the values that names something which the lake does not have, by name of the
// parameter; nil where there is none. Parameters that name nothing are passed over, and so are all where the lake has no
// names of the kind. Prepare must have run on the same database.
func FindUnknown(ctx context.Context, db Querier, args Args) (*Unknown, error) {
	for _, param := range slices.Sorted(maps.Keys(args)) {
		text, isText := args[param].(string)
		file, isName := naming[param]
		if !isText || !isName || strings.TrimSpace(text) == "" {
			continue
		}
		names, err := namesOf(ctx, db, file)
		if err != nil {
			return nil, fmt.Errorf("look up what %s may be: %w", param, err)
		}
		values := []string{text}
		if isList(param) {
			values = strings.Split(text, ",")
		}
		for _, value := range values {
			if value = strings.TrimSpace(value); value != "" && len(names) > 0 && !isAmong(names, param, value) {
				return &Unknown{Param: param, Value: value, Kind: file, Names: names}, nil
			}
		}
	}
	return nil, nil
}

// isList says whether a parameter takes several names with commas between.
func isList(param string) bool { return param == "skills" || param == "have" }

// isAmong says whether a value is one of the names' values. The case of countries and places does not matter.
func isAmong(names []Name, param, value string) bool {
	return slices.ContainsFunc(names, func(n Name) bool {
		return n.Value == value || (param == "country" || param == "place") && strings.EqualFold(n.Value, value)
	})
}

func namesOf(ctx context.Context, db Querier, file string) ([]Name, error) {
	t, err := query(ctx, db, sqlText("sql/known/"+file+".sql"), nil)
	if err != nil {
		return nil, err
	}
	names := make([]Name, len(t.Rows))
	for i, row := range t.Rows {
		text, _ := row[0].(string)
		value, _ := row[1].(string)
		names[i] = Name{text, value}
	}
	return names, nil
}
