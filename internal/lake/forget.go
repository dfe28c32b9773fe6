package lake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"rung/internal/job"
)

// tokenBytes is the least length of a native id that is looked for in the bytes of pages. A shorter one
// stands in too many pages by chance, so there only the pages go that are known to show the listing.
const tokenBytes = 6

// forgetter takes what is forgotten out of one manifest.
type forgetter struct {
	lake   *Lake
	man    *Manifest
	forget Forget
	merger *merger
	done   *Purged
	live   bool // the manifest is the lake's own and no snapshot's

	// hashes names the pages that are known to show what is forgotten.
	hashes map[string]bool
	// gone and left are the hashes of the bodies that go and that stay.
	gone, left map[string]bool
}

// run returns the manifest that stays, or nil when it is the same.
func (p *forgetter) run(ctx context.Context) (*Manifest, error) {
	for _, f := range p.man.Files {
		if d, bad := p.lake.check(f); bad {
			return nil, &DamageError{Damaged: []Damage{d}, Err: errors.New("what is damaged cannot be searched")}
		}
	}
	if err := p.prepare(ctx); err != nil {
		return nil, err
	}
	next := p.man.next()
	next.Number, next.Files = p.man.Number, nil
	for _, f := range p.man.Files {
		stays, err := p.file(ctx, f)
		if err != nil {
			return nil, err
		}
		next.Files = append(next.Files, stays...)
	}
	for hash := range p.gone {
		if !p.left[hash] {
			p.done.bodies[hash] = true
		}
	}
	if !p.states(next) && slices.Equal(next.Files, p.man.Files) {
		return nil, nil
	}
	return next, nil
}

// prepare makes the tables of what stays and finds the pages that show what goes.
func (p *forgetter) prepare(ctx context.Context) error {
	p.hashes, p.gone, p.left = map[string]bool{}, map[string]bool{}, map[string]bool{}
	var statements []string
	for _, t := range Tables() {
		var paths []string
		for _, f := range p.man.Table(t.Name) {
			paths = append(paths, p.lake.path(f.Path))
		}
		statements = append(statements, t.viewAs("all_"+t.Name, paths))
	}
	db, err := p.merger.open(ctx)
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, strings.Join(statements, ";\n")); err != nil {
		return err
	}
	if err := p.findNames(ctx, db); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, strings.Join(p.forget.statements(), ";\n")); err != nil {
		return err
	}
	hashes, err := valuesOf[string](ctx, db, "select distinct page_hash from all_sightings where page_hash is not null and ("+p.forget.shows()+")")
	for _, hash := range hashes {
		p.hashes[hash] = true
	}
	return err
}

// findNames notes under which names adverts of the source's pages stand: those of imports bear the import's.
func (p *forgetter) findNames(ctx context.Context, db querier) error {
	if p.forget.Source == "" || p.forget.Listing != "" {
		return nil
	}
	names, err := p.man.namesFrom(ctx, db, p.forget.Source, "all_")
	p.done.names = append(p.done.names, names...)
	slices.Sort(p.done.names)
	p.done.names = slices.Compact(p.done.names)
	p.forget.names = p.done.names
	return err
}

// file returns what stays of a file: the file itself, a new one, or nothing.
func (p *forgetter) file(ctx context.Context, f File) ([]File, error) {
	if tableNamed(f.Table).Name == "" {
		return nil, nil // nobody reads it: it is a table of an older rung, and the next transform reads every page again
	}
	write := p.rows
	if f.Table == pages.Name {
		write = p.pages
	}
	w := newWriter(p.lake.dir, tableNamed(f.Table))
	changed, err := write(ctx, w, f)
	if err != nil || !changed {
		err = errors.Join(err, w.drop())
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", f.Path, err)
		}
		return []File{f}, nil
	}
	made, ok, err := w.finish()
	if err != nil {
		return nil, err
	}
	p.counted(f, made.Rows)
	if !ok {
		return nil, nil
	}
	made.Source, made.Read, made.Compact = f.Source, f.Read, f.Compact
	made.Path = path.Join(laterDir(path.Dir(f.Path), p.forget.Before), made.SHA256+".parquet")
	live, err := p.lake.publish(ctx, []sealed{made})
	if err != nil {
		return nil, errors.Join(err, dropSealed([]sealed{made}))
	}
	return live, nil
}

func (p *forgetter) counted(f File, left int64) {
	if !p.live {
		return
	}
	n := f.Rows - left
	switch f.Table {
	case pages.Name:
		p.done.Pages += n
		return
	case listingVersions.Name:
		p.done.Versions += n
	}
	p.done.Rows += n
}

// laterDir is the folder for what stays of a folder's rows: none is named after a time that is forgotten.
func laterDir(dir string, before time.Time) string {
	for name, layout := range map[string]string{"date=": time.DateOnly, "month=": "2006-01"} {
		head, value, ok := strings.Cut(dir, "/"+name)
		if earliest := before.UTC().Format(layout); ok && !before.IsZero() && value < earliest {
			return head + "/" + name + earliest
		}
	}
	return dir
}

// rows copies the rows of a file that stay, and reports whether that makes another file.
func (p *forgetter) rows(ctx context.Context, w *writer, f File) (changed bool, err error) {
	query := p.forget.staying(f.Table)
	if query == "" {
		return false, nil
	}
	from := fmt.Sprintf("read_parquet(%s, hive_partitioning = false, file_row_number = true)", quote(p.lake.path(f.Path)))
	query = strings.ReplaceAll(query, "{file}", from)
	db, err := p.merger.open(ctx)
	if err != nil {
		return false, err
	}
	var n int64
	if err := db.QueryRowContext(ctx, "select count(*) filter (not moved) from ("+query+")").Scan(&n); err != nil {
		return false, err
	}
	if n == f.Rows {
		return false, nil
	}
	return true, p.merger.copy(ctx, w, "select "+w.table.columnList()+" from ("+query+") order by file_row_number")
}

// pages copies the pages of a file that stay, and reports whether that makes another file.
func (p *forgetter) pages(ctx context.Context, w *writer, f File) (changed bool, err error) {
	if f.Source != p.forget.Source || !p.forget.searches() {
		if touched, err := p.touches(ctx, f); err != nil || !touched {
			return false, err
		}
	}
	for page, err := range p.lake.Pages(ctx, f) {
		if err != nil {
			return false, err
		}
		set := p.left
		if p.goes(&page) {
			set, changed = p.gone, true
		} else if err := put(w, pages, &page, pageSize(&page)); err != nil {
			return false, err
		}
		if page.Kind == job.PageBody {
			set[page.Hash] = true
		}
	}
	return changed, nil
}

// touches reports whether a page of a file goes, as far as that can be told without the bodies. If not, it
// notes that the bodies stay.
func (p *forgetter) touches(ctx context.Context, f File) (bool, error) {
	db, err := p.merger.open(ctx)
	if err != nil {
		return false, err
	}
	rows, err := db.QueryContext(ctx, "select source, kind, coalesce(scope, ''), coalesce(url, ''), coalesce(hash, ''), fetched_at from read_parquet(?, hive_partitioning = false)",
		p.lake.path(f.Path))
	if err != nil {
		return false, err
	}
	defer rows.Close()
	var stay []string
	for rows.Next() {
		var page job.Page
		if err := rows.Scan(&page.Source, &page.Kind, &page.Scope, &page.URL, &page.Hash, &page.FetchedAt); err != nil {
			return false, err
		}
		if p.goes(&page) {
			return true, nil
		}
		if page.Kind == job.PageBody {
			stay = append(stay, page.Hash)
		}
	}
	for _, hash := range stay {
		p.left[hash] = true
	}
	return false, rows.Err()
}

// goes reports whether a page is forgotten.
func (p *forgetter) goes(page *job.Page) bool {
	f := p.forget
	shows := page.Hash != "" && (p.hashes[page.Hash] || f.Listing != "" && p.done.bodies[page.Hash])
	if f.Listing == "" {
		return page.FetchedAt.Before(f.Before) && (f.Source == "" || f.Source == page.Source || shows)
	}
	return page.Kind == job.PageBody && (shows || f.namedIn(page.Source, string(page.Body))) || f.namedIn(page.Source, page.URL) || f.namedIn(page.Source, page.Scope)
}

// namedIn reports whether a text of a source holds the listing's id as a word of its own.
func (f Forget) namedIn(source, text string) bool {
	return source == f.Source && f.searches() && hasWord([]byte(text), []byte(f.Listing))
}

// searches reports whether bodies of the source are searched for the listing's id.
func (f Forget) searches() bool { return len(f.Listing) >= tokenBytes }

// hasWord reports whether word stands in text with no letter or digit beside it.
func hasWord(text, word []byte) bool {
	for at := 0; ; at++ {
		i := bytes.Index(text[at:], word)
		if i < 0 {
			return false
		}
		at += i
		end := at + len(word)
		if (at == 0 || !alnum(text[at-1])) && (end == len(text) || !alnum(text[end])) {
			return true
		}
	}
}

func alnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// states takes out of the states of sources what speaks of bodies that are gone, so that they are asked
// for again, and what names the listing. It reports whether anything went.
func (p *forgetter) states(m *Manifest) (changed bool) {
	for source, s := range m.Sources {
		for url, v := range s.Validators {
			if p.gone[v.Hash] && !p.left[v.Hash] || p.forget.namedIn(source, url) {
				delete(s.Validators, url)
				changed = true
			}
		}
		for scope, at := range s.Gone {
			old := p.forget.Listing == "" && at.Before(p.forget.Before) && (p.forget.Source == "" || p.forget.Source == source)
			if old || p.forget.namedIn(source, scope) {
				delete(s.Gone, scope)
				changed = true
			}
		}
	}
	return changed
}
