package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"rung/analyze"
	"rung/config"
	"rung/internal/country"
	"rung/internal/near"
)

// checkNames refuses values of parameters that name nothing, such as a source that is misspelt: an empty table would
// look like an answer. What exists but has no ads passes. Skills may be named by name or alias; args get their ids.
func (a *app) checkNames(ctx context.Context, db analyze.Querier, c *config.Config, args analyze.Args) error {
	if err := a.resolveSkills(args); err != nil {
		return err
	}
	u, err := analyze.FindUnknown(ctx, db, args)
	if err != nil || u == nil || a.exists(c, u) {
		return err
	}
	return usage(nameHint(u), "there is no %s %q", u.Kind, u.Value)
}

// resolveSkills turns names and aliases of skills into their ids and leaves what is no skill.
func (a *app) resolveSkills(args analyze.Args) error {
	for _, param := range []string{"skill", "skills", "have"} {
		text, ok := args[param].(string)
		if !ok || text == "" {
			continue
		}
		t, err := a.skills()
		if err != nil {
			return err
		}
		names := strings.Split(text, ",")
		for i, name := range names {
			if s, ok := t.Resolve(strings.TrimSpace(name)); ok {
				names[i] = s.ID
			}
		}
		args[param] = strings.Join(names, ",")
	}
	return nil
}

// exists says whether something has the name, though the lake has nothing of it yet.
func (a *app) exists(c *config.Config, u *analyze.Unknown) bool {
	switch u.Param {
	case "source":
		for _, s := range a.sources {
			if s.Name == u.Value {
				return true
			}
		}
		for _, f := range c.Files {
			if f.Name == u.Value {
				return true
			}
		}
	case "country":
		return strings.EqualFold(country.Code(u.Value), u.Value)
	}
	return false
}

// fewNames is how many names are told at once.
const fewNames = 12

// nameHint says which name was meant, and where those there are stand.
func nameHint(u *analyze.Unknown) string {
	where := map[string]string{
		"source": `"rung sources" lists them`, "category": `"rung skills" lists them`,
		"skill":   `"rung skills" lists them`,
		"country": `"rung analyze places --min-ads 1" lists those of the ads`,
		"place":   `"rung analyze places --cities --min-ads 1" lists those of the ads, each city with its country`,
		"role":    `"rung analyze roles" lists them`,
	}[u.Kind]
	var texts, values []string
	for _, n := range u.Names {
		texts = append(texts, n.Text)
		if !slices.Contains(values, n.Value) {
			values = append(values, n.Value)
		}
	}
	if len(values) <= fewNames {
		where = "there are " + strings.Join(values, ", ")
	}
	return didYouMean(meantBy(u, texts), where)
}

// didYouMean puts what was meant, if that can be told, before a hint.
func didYouMean(meant, hint string) string {
	if meant == "" {
		return hint
	}
	return fmt.Sprintf("did you mean %q? %s", meant, hint)
}

// meantBy is the value that was most likely meant, empty where none is like it.
func meantBy(u *analyze.Unknown, texts []string) string {
	if u.Param == "country" {
		if code := country.Code(u.Value); code != "" {
			return code // Germany
		}
		if code := country.Code(near.To(u.Value, country.Names())); code != "" {
			return code // Germny
		}
	}
	text := near.To(u.Value, texts)
	for _, n := range u.Names {
		if n.Text == text {
			return n.Value
		}
	}
	return ""
}
