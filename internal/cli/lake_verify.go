package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rung/analyze"
	"rung/config"
	"rung/internal/lake"
)

func (a *app) verifyCommand() *cobra.Command {
	var mend bool
	cmd := &cobra.Command{
		Use: "verify", Short: "Check every file against its checksum, and the tables against their rules", Args: noArgs,
		Long: `Read every file of the lake and of its snapshots, compare it with the checksum that it was written with, and ask
the tables whether they keep their rules.

Of a lake in a bucket both copies are read, that of this machine and the bucket's, which fetches all of it. What
is damaged here is fetched again. With --mend, what is damaged in the bucket is sent again from here.

With --json one object tells it: ok, the number of files and rules, the damaged files with the snapshots
that list them, and the broken rules.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			if !mend {
				return a.openReading(ctx, func(l *lake.Lake, c *config.Config) error { return a.lakeVerify(ctx, l, c, false) })
			}
			c, err := a.load()
			if err != nil {
				return err
			}
			if !c.Lake.Bucket.Given() {
				return usage(`"rung transform --rebuild" makes tables again from the pages`, "--mend is for a lake in a bucket: of one in a folder there is no second copy")
			}
			return a.writing(ctx, c, "lake verify", func(l *lake.Lake, _ *traffic) error { return a.lakeVerify(ctx, l, c, true) })
		},
	}
	cmd.Flags().BoolVar(&mend, "mend", false, "send files again that a bucket lost or garbled")
	return cmd
}

func (a *app) lakeVerify(ctx context.Context, l *lake.Lake, c *config.Config, mend bool) error {
	damaged, err := verifyFiles(ctx, l)
	if err != nil {
		return err
	}
	kept, err := l.SnapshotFiles()
	if err != nil {
		return err
	}
	out := verified{Files: len(l.Manifest().Files) + len(kept), Rules: len(analyze.Audits()), Damaged: []damagedFile{}, Broken: []brokenRule{}}
	hint := ""
	if c.Lake.Bucket.Given() && !c.Lake.Offline {
		if damaged, hint, err = verifyBucket(ctx, l, damaged, mend, &out); err != nil {
			return err
		}
	}
	if err := out.name(l, damaged); err != nil {
		return err
	}
	if len(damaged) > 0 {
		hint = cmp.Or(hint, out.hint())
		return errors.Join(a.showVerified(out), &fault{err: fmt.Errorf("%d of %d files are damaged", len(damaged), out.Files), code: Failed, hint: hint})
	}
	findings, err := audits(ctx, l, nil)
	if err != nil {
		return err
	}
	for _, f := range findings {
		out.Broken = append(out.Broken, brokenRule{f.Audit, f.Rule, f.Count})
	}
	out.OK = len(findings) == 0
	return errors.Join(a.showVerified(out), broken(findings))
}

// verifyFiles reads every file that the commit or a snapshot lists and returns those that are damaged.
func verifyFiles(ctx context.Context, l *lake.Lake) ([]lake.Damage, error) {
	live, err := l.Verify(ctx)
	if err != nil {
		return nil, err
	}
	kept, err := l.VerifySnapshots(ctx)
	return slices.Concat(live, kept), err
}

// verified is what "rung lake verify --json" prints. The names are a contract: fields are only added.
type verified struct {
	OK bool `json:"ok"`
	// Files is how many files the commit and the snapshots have, Rules how many rules the tables were asked for. Where a file is
	// damaged the rules are not looked at.
	Files   int           `json:"files"`
	Rules   int           `json:"rules"`
	Damaged []damagedFile `json:"damaged"`
	Broken  []brokenRule  `json:"broken"`
	// Fetched is how many damaged files of a mirror were fetched again, Sent how many of a bucket were sent again.
	Fetched int `json:"fetched,omitempty"`
	Sent    int `json:"sent,omitempty"`
}

type damagedFile struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
	// Snapshots are those that list it. Live is false where only they do.
	Snapshots []string `json:"snapshots"`
	Live      bool     `json:"live"`
}

// name notes the damaged files, and whose they are.
func (v *verified) name(l *lake.Lake, damaged []lake.Damage) error {
	holders, err := l.Holders()
	if err != nil {
		return err
	}
	live := map[string]bool{}
	for _, f := range l.Manifest().Files {
		live[f.Path] = true
	}
	for _, d := range damaged {
		names := append([]string{}, holders[d.File.Path]...)
		v.Damaged = append(v.Damaged, damagedFile{d.File.Path, d.Reason, names, live[d.File.Path]})
	}
	return nil
}

// hint says what to do about damaged files of which there is no second copy.
func (v *verified) hint() string {
	var names []string
	rebuild := false
	for _, d := range v.Damaged {
		rebuild = rebuild || d.Live
		names = append(names, d.Snapshots...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	var hints []string
	if rebuild {
		hints = append(hints, `bronze is the truth: "rung transform --rebuild" makes the tables again`)
	}
	if len(names) > 0 {
		hints = append(hints, `what a snapshot lost cannot be made again: "rung lake snapshot drop NAME" drops `+strings.Join(names, ", "))
	}
	return strings.Join(hints, "; ")
}

// of says in words which snapshots a file belongs to.
func (d *damagedFile) of() string {
	switch {
	case len(d.Snapshots) == 0:
		return ""
	case d.Live:
		return " (of the lake, and of snapshot " + strings.Join(d.Snapshots, ", ") + ")"
	}
	return " (of snapshot " + strings.Join(d.Snapshots, ", ") + ")"
}

// brokenRule is a rule that rows break. Audits stop counting at a thousand rows.
type brokenRule struct {
	Audit string `json:"audit"`
	Rule  string `json:"rule"`
	Rows  int    `json:"rows"`
}

// showVerified prints what was found; broken rules are told by the error that the command ends with.
func (a *app) showVerified(v verified) error {
	if a.flags.json {
		return a.object(v)
	}
	if v.Fetched > 0 {
		fmt.Fprintf(a.out, "%d files of the mirror were damaged and are fetched again\n", v.Fetched)
	}
	if v.Sent > 0 {
		fmt.Fprintf(a.out, "%d files of the bucket were damaged and are sent again\n", v.Sent)
	}
	for _, d := range v.Damaged {
		fmt.Fprintf(a.out, "%s is damaged: %s%s\n", d.Path, d.Reason, d.of())
	}
	if !v.OK {
		return nil
	}
	return a.tell("%d files are as they were written, and the tables keep the %d rules of the audits", v.Files, v.Rules)
}

// verifyBucket fetches again what is damaged in the mirror, looks at every file in the bucket, mends those if
// that is asked for, and returns what is still damaged and what to do about it.
func verifyBucket(ctx context.Context, l *lake.Lake, damaged []lake.Damage, mend bool, out *verified) (still []lake.Damage, hint string, err error) {
	if out.Fetched, err = l.Mend(ctx, damaged); err != nil {
		return nil, "", err
	}
	bad, err := l.VerifyBucket(ctx)
	if err != nil || len(bad) == 0 {
		return nil, "", err
	}
	if !mend {
		return bad, `"rung lake verify --mend" sends again what this machine, or another one, has whole`, nil
	}
	if out.Sent, err = l.MendBucket(ctx, bad); err != nil {
		return nil, "", err
	}
	bad, err = l.VerifyBucket(ctx)
	return bad, `try it on another machine, whose mirror may be whole; else bronze is the truth: "rung transform --rebuild" makes the tables again, and a damaged snapshot can be dropped`, err
}
