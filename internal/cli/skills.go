package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"rung/config"
	"rung/internal/near"
	"rung/transform/skill"
)

func (a *app) skillsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "skills [NAME]", Short: "List the skills that rung knows, or look at one", Args: takes(0, 1),
		Example: "  rung skills\n  rung skills golang\n  rung skills lint",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listSkills()
			}
			err := a.showSkill(args[0])
			if f, ok := errors.AsType[*fault](err); ok {
				f.hint = subCommandHint(cmd, args[0], f.hint)
			}
			return err
		},
	}
	cmd.AddCommand(
		&cobra.Command{
			Use: "list", Short: "List every skill", Args: noArgs,
			RunE: func(*cobra.Command, []string) error { return a.listSkills() },
		},
		&cobra.Command{
			Use: "show NAME", Short: "Show one skill with its aliases and sentences", Args: takes(1, 1),
			RunE: func(_ *cobra.Command, args []string) error { return a.showSkill(args[0]) },
		},
		&cobra.Command{
			Use: "resolve NAME", Short: "Print the id of the skill behind a name or an alias", Args: takes(1, 1),
			RunE: func(_ *cobra.Command, args []string) error {
				s, err := a.resolve(args[0])
				if err != nil {
					return err
				}
				return a.rows([]string{"id", "name", "category"}, [][]any{{s.ID, s.Name, s.Category}})
			},
		},
		&cobra.Command{
			Use: "lint", Short: "Check the skill files, your own included", Args: noArgs,
			RunE: func(*cobra.Command, []string) error { return a.lintSkills() },
		},
	)
	return cmd
}

// taxonomy loads the built-in skills with the user's own files over them.
func taxonomy(c *config.Config) (*skill.Taxonomy, error) {
	var extra []fs.FS
	for _, dir := range c.Transform.Skills {
		if _, err := os.Stat(dir); err != nil {
			return nil, usage("transform.skills lists folders of skill files", "open skill files: %w", err)
		}
		extra = append(extra, os.DirFS(dir))
	}
	t, err := skill.Load(extra...)
	if err != nil {
		return nil, usage(`"rung skills lint" checks skill files`, "%w", err)
	}
	return t, nil
}

func (a *app) skills() (*skill.Taxonomy, error) {
	c, err := a.load()
	if err != nil {
		return nil, err
	}
	return taxonomy(c)
}

func (a *app) listSkills() error {
	t, err := a.skills()
	if err != nil {
		return err
	}
	var rows [][]any
	for _, s := range t.Skills() {
		rows = append(rows, []any{s.ID, s.Name, s.Category, s.Concept, s.AI, texts(s.AliasTexts())})
	}
	return a.rows([]string{"id", "name", "category", "concept", "ai", "aliases"}, rows)
}

// resolve finds a skill by id, name or alias.
func (a *app) resolve(name string) (skill.Skill, error) {
	t, err := a.skills()
	if err != nil {
		return skill.Skill{}, err
	}
	s, ok := t.Resolve(name)
	if !ok {
		return skill.Skill{}, usage(didYouMean(nearSkill(t, name), `"rung skills" lists them; transform.skills adds your own`), "there is no skill %q", name)
	}
	return s, nil
}

// nearSkill is the id of the skill whose name or alias is most like a name.
func nearSkill(t *skill.Taxonomy, name string) string {
	ids := map[string]string{}
	for _, s := range t.Skills() {
		for _, text := range append(s.AliasTexts(), s.ID, s.Name) {
			ids[text] = s.ID
		}
	}
	return ids[near.To(name, slices.Collect(maps.Keys(ids)))]
}

func (a *app) showSkill(name string) error {
	s, err := a.resolve(name)
	if err != nil {
		return err
	}
	rows := [][]any{{"id", s.ID}, {"name", s.Name}, {"category", s.Category}, {"concept", s.Concept}, {"ai", s.AI}, {"file", s.File}}
	for _, alias := range s.Aliases {
		rows = append(rows, []any{"alias", fmt.Sprintf("%s (%s)", alias.Text, alias.Class)})
	}
	for what, list := range map[string][]string{"implies": s.Implies, "veto": s.Veto} {
		for _, text := range list {
			rows = append(rows, []any{what, text})
		}
	}
	for _, text := range s.Yes {
		rows = append(rows, []any{"found in", text})
	}
	for _, text := range s.No {
		rows = append(rows, []any{"not found in", text})
	}
	return a.rows([]string{"what", "value"}, rows)
}

func (a *app) lintSkills() error {
	t, err := a.skills()
	if err != nil {
		return err
	}
	complaints := t.Lint()
	for _, c := range complaints {
		fmt.Fprintln(a.out, c)
	}
	if len(complaints) > 0 {
		return &fault{err: errors.New("the skill files have faults"), code: Failed}
	}
	_, err = fmt.Fprintf(a.out, "%d skills, no faults (version %s)\n", len(t.Skills()), t.Version())
	return err
}
