package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"rung/analyze"
	"rung/config"
	"rung/internal/lake"
)

func (a *app) verifyCommand() *cobra.Command {
	var mend bool
	cmd := &cobra.Command{
		Use: "verify", Short: "Check every file against its checksum, and the tables against their rules", Args: noArgs,
		Long: `Read every file of the lake, compare it with the checksum that it was written with, and ask the tables whether
they keep their rules.

Of a lake in a bucket both copies are read, that of this machine and the bucket's, which fetches all of it. What
is damaged here is fetched again. With --mend, what is damaged in the bucket is sent again from here.

With --json one object tells it: ok, the number of files and rules, the damaged files, and the broken rules.`,
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
	damaged, err := l.Verify(ctx)
	if err != nil {
		return err
	}
	out := verified{Files: len(l.Manifest().Files), Rules: len(analyze.Audits()), Damaged: []damagedFile{}, Broken: []brokenRule{}}
	hint := `bronze is the truth: "rung transform --rebuild" makes the tables again`
	if c.Lake.Bucket.Given() && !c.Lake.Offline {
		if damaged, hint, err = verifyBucket(ctx, l, damaged, mend, &out); err != nil {
			return err
		}
	}
	for _, d := range damaged {
		out.Damaged = append(out.Damaged, damagedFile{d.File.Path, d.Reason})
	}
	if len(damaged) > 0 {
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

// verified is what "rung lake verify --json" prints. The names are a contract: fields are only added.
type verified struct {
	OK bool `json:"ok"`
	// Files is how many files the commit has, Rules how many rules the tables were asked for. Where a file is
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
		fmt.Fprintf(a.out, "%s is damaged: %s\n", d.Path, d.Reason)
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
	return bad, `try it on another machine, whose mirror may be whole; else bronze is the truth: "rung transform --rebuild" makes the tables again`, err
}
