package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"rung/internal/lake"
	"rung/internal/market"
	"rung/internal/ui"
)

const scaleNotice = `Synthetic data: every employer, advert and figure here is made up by "rung scale".`

// scale is what is measured, and how large.
type scale struct {
	out            string
	seed           uint64
	listings, more int
	// transforms is false when only the pages are made.
	transforms bool
}

// scaleCommand is for those who work on rung: it is not listed.
func (a *app) scaleCommand() *cobra.Command {
	var s scale
	cmd := &cobra.Command{
		Use: "scale", Hidden: true, Short: "Make up pages of many listings, transform them, and say what it took",
		Long: `Make up a lake of any size, with the lengths of text and the shares of duplicates of a real one, and measure
"rung transform" over it: the time, the processor time and the most memory. Then add a few new pages and
measure again. Equal seeds and sizes make equal pages. Ten million listings take about 12 GB of disk.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if s.out == "" || s.listings < 1 || s.more < 0 {
				return usage(`see "rung scale --help"`, "want a folder, and numbers above 0: --out is %q, --listings %d, --more %d", s.out, s.listings, s.more)
			}
			return a.scale(cmd.Context(), &s)
		},
	}
	cmd.Flags().IntVar(&s.listings, "listings", 100_000, "make up so `MANY` listings, in steps of 1,000")
	cmd.Flags().IntVar(&s.more, "more", 1, "then add so many `PERCENT` new ones and measure again")
	cmd.Flags().Uint64Var(&s.seed, "seed", 1, "make other pages for another `NUMBER`")
	cmd.Flags().BoolVar(&s.transforms, "transform", true, "transform the pages, each time as a process of its own")
	cmd.Flags().StringVarP(&s.out, "out", "o", "", "write into `DIR`, which must be empty: DIR/lake")
	return cmd
}

// took is what one step of the measurement took.
type took struct {
	step      string
	listings  int
	wall, cpu time.Duration
	// memory is the most memory that the process held, in bytes; 0 where it is not known.
	memory int64
}

func (a *app) scale(ctx context.Context, s *scale) error {
	dir, err := filepath.Abs(s.out)
	if err != nil {
		return err
	}
	if left, err := os.ReadDir(dir); err == nil && len(left) > 0 {
		return usage("name a new folder", "%s is not empty", dir)
	}
	dir = filepath.Join(dir, "lake")
	units := func(n int) int { return (n + market.UnitListings - 1) / market.UnitListings * market.UnitListings }
	all := units(s.listings)
	b := market.Bulk{Seed: s.seed, Listings: all, Until: demoUntil(), RunID: "scale"}
	more := market.Bulk{Seed: s.seed, First: all, Listings: all + units(all*s.more/100), Until: b.Until, RunID: "scale-more"}
	var steps []took
	for _, b := range []market.Bulk{b, more} {
		if b.Listings == b.First {
			continue
		}
		did, err := a.scaleStep(ctx, dir, b, s.transforms)
		if err != nil {
			return err
		}
		steps = append(steps, did...)
	}
	return a.showScale(dir, steps)
}

// scaleStep makes pages and transforms them.
func (a *app) scaleStep(ctx context.Context, dir string, b market.Bulk, transforms bool) ([]took, error) {
	wrote, err := a.writeBulk(ctx, dir, b)
	if err != nil || !transforms {
		return []took{wrote}, err
	}
	read, err := a.transformChild(ctx, dir)
	read.listings = wrote.listings
	return []took{wrote, read}, err
}

// writeBulk puts the pages of a market into a lake.
func (a *app) writeBulk(ctx context.Context, dir string, b market.Bulk) (did took, err error) {
	did = took{step: "write pages", listings: b.Listings - b.First}
	began, used := a.now(), usedSelf()
	l, err := lake.OpenWrite(dir, "scale")
	if err != nil {
		return did, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	if err := l.SetNotice(b.RunID, scaleNotice, b.Until); err != nil {
		return did, err
	}
	status := ui.NewStatus(a.err, a.errTTY && !a.flags.quiet, a.now)
	defer status.Clear()
	// The clock stands still, so that segments end by their size alone and are the same every time.
	w := l.Bronze(b.RunID, func() time.Time { return b.Until })
	pages := 0
	for p := range b.Pages() {
		if err := cmp.Or(ctx.Err(), w.PutPage(ctx, p)); err != nil {
			return did, err
		}
		pages++
		status.Set("writing: %d pages", pages)
	}
	err = w.Flush(ctx)
	did.wall, did.cpu = a.now().Sub(began), usedSelf()-used
	return did, err
}

// transformChild runs "rung transform" as a process of its own, whose memory is nobody else's.
func (a *app) transformChild(ctx context.Context, dir string) (did took, err error) {
	did = took{step: "transform"}
	self, err := os.Executable()
	if err != nil {
		return did, err
	}
	cmd := exec.CommandContext(ctx, self)
	cmd.Args = []string{"rung", "transform", "--quiet", "--lake", dir}
	cmd.Env, cmd.Stdout, cmd.Stderr = a.env, a.err, a.err
	began := a.now()
	err = cmd.Run()
	did.wall = a.now().Sub(began)
	if cmd.ProcessState != nil {
		did.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		did.memory = mostMemory(cmd.ProcessState)
	}
	if err != nil {
		return did, fmt.Errorf("transform %s after %s with %d MiB: %w", dir, did.wall.Round(time.Second), did.memory>>20, err)
	}
	return did, nil
}

func (a *app) showScale(dir string, steps []took) error {
	var rows [][]any
	for _, s := range steps {
		rows = append(rows, []any{
			s.step, s.listings, s.wall.Seconds(), s.cpu.Seconds(), int64(float64(s.listings) / max(s.wall.Seconds(), 1e-9)), s.memory >> 20,
		})
	}
	if err := a.rows([]string{"step", "listings", "seconds", "cpu_seconds", "listings_a_second", "peak_mib"}, rows); err != nil || a.flags.json {
		return err
	}
	bronze, err := sizeOf(filepath.Join(dir, "bronze"))
	if err != nil {
		return err
	}
	whole, err := sizeOf(dir)
	if err != nil {
		return err
	}
	return a.tell("%s: %.1f MB of pages, %.1f MB in all", dir, mega(bronze), mega(whole))
}

// sizeOf is the number of bytes of all files below a folder.
func sizeOf(dir string) (bytes int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	return bytes, err
}
