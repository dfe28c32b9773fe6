package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"rung/config"
	"rung/internal/lake"
	"rung/internal/near"
)

// checkSource refuses a name that is neither a source nor an import, of the lake, of rung or of the settings: a purge
// of it would find nothing and seem to have worked.
func (a *app) checkSource(l *lake.Lake, c *config.Config, name string) error {
	if name == "" {
		return nil
	}
	there, err := l.SourceNames()
	if err != nil {
		return err
	}
	known := slices.Clone(there)
	for i := range a.sources {
		known = append(known, a.sources[i].Name)
	}
	for _, f := range c.Files {
		known = append(known, f.Name)
	}
	if slices.Contains(known, name) {
		return nil
	}
	hint := "the lake has " + strings.Join(there, ", ")
	if len(there) > fewNames {
		hint = `"rung lake status" shows those of the lake`
	}
	if len(there) == 0 {
		hint = "the lake is empty"
	}
	return usage(didYouMean(near.To(name, known), hint), "there is no source or import %q", name)
}

// checkListing makes sure that the lake holds something of an advert, or gives an error that names the nearest.
// Where the tables do not know it, what is not read yet is read, and every file is searched: an advert that was
// rejected, or a purge that was interrupted, leaves traces elsewhere.
func (s *session) checkListing(ctx context.Context, f lake.Forget) error {
	there, like, err := s.lake.FindListing(ctx, f.Source, f.Listing)
	if err == nil && !there && len(s.lake.Unread()) > 0 {
		if _, err := s.transform(ctx, false); err != nil && !isPartial(err) {
			return err
		}
		there, like, err = s.lake.FindListing(ctx, f.Source, f.Listing)
	}
	if err != nil || there {
		return err
	}
	files, bytes, traces, err := s.lake.Search(ctx, f, lake.Purged{})
	if err != nil {
		return err
	}
	if slices.ContainsFunc(traces, func(t lake.Trace) bool { return !t.Stray }) {
		return nil
	}
	hint := "it may have been forgotten before"
	if meant := near.To(f.Listing, like); meant != "" {
		hint = fmt.Sprintf("did you mean %q? else %s", f.Source+"/"+meant, hint)
	}
	return &fault{
		err:  fmt.Errorf("%s/%s is not found in %d files of %.1f MB: nothing to forget", f.Source, f.Listing, files, mega(bytes)),
		code: Absent, hint: hint,
	}
}
