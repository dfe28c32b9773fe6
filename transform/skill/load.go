package skill

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// formatVersion goes into the version of a taxonomy, so that a change of the matcher's rules that
// finds other skills is seen as a change. Raise it with such a change.
const formatVersion = "1"

// maxFile bounds a taxonomy file in bytes: larger is a mistake, not a taxonomy.
const maxFile = 4 << 20

//go:embed taxonomy/*.yaml cues.yaml
var embedded embed.FS

// Load reads the embedded taxonomy and then the folders of extra, in order, each file by file in order
// of name. In extra an entry of a known id replaces it; with "aliases_add" and no name it adds aliases
// to it; with "disabled: true" it removes it. The error of a bad file names the file and the entry.
func Load(extra ...fs.FS) (*Taxonomy, error) {
	sum := sha256.New()
	_, _ = io.WriteString(sum, "format "+formatVersion+"\n")
	t := &Taxonomy{}
	base, err := fs.Sub(embedded, "taxonomy")
	if err != nil {
		return nil, fmt.Errorf("open the embedded taxonomy: %w", err)
	}
	for i, folder := range append([]fs.FS{base}, extra...) {
		if err := t.addFolder(folder, i > 0, sum); err != nil {
			return nil, err
		}
	}
	if err := t.readCues(sum); err != nil {
		return nil, err
	}
	if err := t.check(); err != nil {
		return nil, err
	}
	t.version = hex.EncodeToString(sum.Sum(nil))[:12]
	t.index()
	t.compile()
	return t, nil
}

// addFolder merges the YAML files of one folder. User folders may replace what stands.
func (t *Taxonomy) addFolder(folder fs.FS, user bool, sum hash.Hash) error {
	names, err := fs.Glob(folder, "*.y*ml")
	if err != nil {
		return fmt.Errorf("list skill files: %w", err)
	}
	slices.Sort(names)
	for _, name := range names {
		if ext := path.Ext(name); ext != ".yaml" && ext != ".yml" {
			continue
		}
		entries, err := readFile(folder, name, sum)
		if err != nil {
			return fmt.Errorf("read skill file %s: %w", name, err)
		}
		for i := range entries {
			if err := t.merge(&entries[i], user); err != nil {
				return fmt.Errorf("read skill file %s: skill %q: %w", name, entries[i].ID, err)
			}
		}
	}
	return nil
}

// file and entry mirror the YAML.
type file struct {
	Category string  `yaml:"category"`
	Skills   []entry `yaml:"skills"`
}

type entry struct {
	ID         string      `yaml:"id"`
	Name       string      `yaml:"name"`
	Category   string      `yaml:"category"`
	Concept    bool        `yaml:"concept"`
	AI         bool        `yaml:"ai"`
	Aliases    []fileAlias `yaml:"aliases"`
	AliasesAdd []fileAlias `yaml:"aliases_add"`
	Veto       []string    `yaml:"veto"`
	Implies    []string    `yaml:"implies"`
	Yes        []string    `yaml:"yes"`
	No         []string    `yaml:"no"`
	Disabled   bool        `yaml:"disabled"`

	file string
}

// UnmarshalYAML reads a plain string as a skill of that name whose only alias is the name.
func (e *entry) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		e.Name = n.Value
		return nil
	}
	known := entryFields
	for i := 0; i+1 < len(n.Content); i += 2 {
		if key := n.Content[i]; !slices.Contains(known, key.Value) {
			return fmt.Errorf("line %d: a skill has no field %q; it has %s", key.Line, key.Value, strings.Join(known, ", "))
		}
	}
	type plain entry
	return n.Decode((*plain)(e))
}

// entryFields are the fields of an entry: a decoder within a decoder no longer knows that the outer one
// was told to be exact.
var entryFields = []string{
	"id", "name", "category", "concept", "ai", "aliases", "aliases_add", "veto", "implies", "yes", "no", "disabled",
}

type fileAlias Alias

// UnmarshalYAML reads a plain string as a strong alias, or a mapping of text, class and near.
func (a *fileAlias) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		a.Text = n.Value
		return nil
	}
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: an alias is a text or {text, class, near}", n.Line)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch key.Value {
		case "text":
			a.Text = value.Value
		case "class":
			class := slices.Index(classNames[:], value.Value)
			if class < 0 {
				return fmt.Errorf("line %d: class %q is none of %s", value.Line, value.Value, strings.Join(classNames[:], ", "))
			}
			a.Class = Class(class)
		case "near":
			if err := value.Decode(&a.Near); err != nil {
				return fmt.Errorf("line %d: near: %w", value.Line, err)
			}
		default:
			return fmt.Errorf("line %d: an alias has no field %q", key.Line, key.Value)
		}
	}
	return nil
}

func readFile(folder fs.FS, name string, sum hash.Hash) ([]entry, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var doc file
	body := &io.LimitedReader{R: f, N: maxFile}
	d := yaml.NewDecoder(io.TeeReader(body, sum))
	d.KnownFields(true)
	if err := d.Decode(&doc); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if body.N <= 0 {
		return nil, fmt.Errorf("larger than %d bytes", maxFile)
	}
	for i := range doc.Skills {
		e := &doc.Skills[i]
		e.file = name
		if e.Category == "" {
			e.Category = doc.Category
		}
	}
	return doc.Skills, nil
}
