package lake

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// SourceNames are the sources and imports that a kept commit or a snapshot holds something of, by name.
func (l *Lake) SourceNames() ([]string, error) {
	var names []string
	add := func(f File) {
		if f.Source != "" {
			names = append(names, f.Source)
		}
	}
	for _, f := range l.Manifest().Files {
		add(f)
	}
	if err := eachListed(l.dir, add); err != nil {
		return nil, err
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// borrowed are the names in a manifest that have rows and no pages: their adverts stand in pages of a source.
func (m *Manifest) borrowed() []string {
	fetched := make(map[string]bool)
	for _, f := range m.Table(pages.Name) {
		fetched[f.Source] = true
	}
	var names []string
	for _, f := range m.Files {
		if f.Source != "" && !fetched[f.Source] {
			names = append(names, f.Source)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// namesFrom lists the names other than its own under which adverts of a source's pages stand. The tables pages
// and sightings of the manifest are there with a prefix.
func (m *Manifest) namesFrom(ctx context.Context, db querier, source, prefix string) ([]string, error) {
	others := m.borrowed()
	if len(others) == 0 {
		return nil, nil
	}
	return valuesOf[string](ctx, db, fmt.Sprintf(`select distinct source from %[1]ssightings
		where source in (%[2]s) and page_hash in (select hash from %[1]spages where source = %[3]s) order by 1`,
		prefix, quoteAll(others), quote(source)))
}

// NamesFrom lists the names other than its own under which adverts of a source's pages stand, as those of imports
// do. There is none for most sources.
func (l *Lake) NamesFrom(ctx context.Context, source string) (names []string, err error) {
	if len(l.Manifest().borrowed()) == 0 {
		return nil, nil
	}
	db, end, err := l.TablesDB(ctx, pages.Name, sightings.Name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, end()) }()
	if names, err = l.Manifest().namesFrom(ctx, db, source, ""); err != nil {
		return nil, fmt.Errorf("look for what came from %s: %w", source, l.Blame(ctx, err))
	}
	return names, nil
}

// quoteAll writes texts as a list of SQL.
func quoteAll(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = quote(t)
	}
	return strings.Join(quoted, ", ")
}

// HasPages reports whether pages of a source are in the lake.
func (l *Lake) HasPages(source string) bool {
	return slices.ContainsFunc(l.Manifest().Table(pages.Name), func(f File) bool { return f.Source == source })
}

// nearIDs is how many ids are given that are like one that is not there.
const nearIDs = 5

// FindListing reports whether the lake as it is has an advert of a source, read or rejected. If not, like holds ids
// of that source which are nearest to it.
func (l *Lake) FindListing(ctx context.Context, source, id string) (there bool, like []string, err error) {
	db, end, err := l.TablesDB(ctx, listingVersions.Name, rejects.Name)
	if err != nil {
		return false, nil, err
	}
	defer func() { err = errors.Join(err, end()) }()
	f := Forget{Source: source, Listing: id}
	query := fmt.Sprintf(`select exists (from listing_versions where listing_key = %s) or exists (from rejects where %s)`, f.key(), f.rejected())
	if err = db.QueryRowContext(ctx, query).Scan(&there); err == nil && !there {
		like, err = valuesOf[string](ctx, db, fmt.Sprintf(`select native_id from (select distinct native_id from listing_versions where source = %s)
			order by levenshtein(lower(native_id), lower(%s)), native_id limit %d`, quote(source), quote(id), nearIDs))
	}
	if err != nil {
		return false, nil, fmt.Errorf("look for %s/%s: %w", source, id, l.Blame(ctx, err))
	}
	return there, like, nil
}
