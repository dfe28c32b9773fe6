package cli

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"time"

	"rung/internal/job"
	"rung/reports"
)

// notice is what a command of --notify reads. Fields are only ever added.
type notice struct {
	RunID    string         `json:"run_id"`
	Command  string         `json:"command"`
	Outcome  string         `json:"outcome"`
	Code     Code           `json:"code"`
	Began    time.Time      `json:"began_at"`
	Ended    time.Time      `json:"ended_at"`
	Lake     string         `json:"lake"`
	Messages []string       `json:"messages"`
	Sources  []sourceNotice `json:"sources"`
	// Alerts are what changed since the last report beyond the thresholds of report.alerts.
	Alerts []reports.Change `json:"alerts"`
}

type sourceNotice struct {
	Source   string      `json:"source"`
	Stage    string      `json:"stage"`
	Outcome  job.Outcome `json:"outcome"`
	Message  string      `json:"message"`
	Requests int64       `json:"requests"`
	Bodies   int64       `json:"bodies"`
	Failures int64       `json:"failures"`
	New      int64       `json:"new"`
	Changed  int64       `json:"changed"`
	Closed   int64       `json:"closed"`
	Rejected int64       `json:"rejected"`
}

// outcomeWord says in a word how a run ended, for $RUNG_OUTCOME and the notice.
func outcomeWord(code Code) string {
	switch code {
	case Done:
		return "done"
	case Partly:
		return "partial"
	case Busy:
		return "busy"
	case Interrupted:
		return "interrupted"
	}
	return "failed"
}

// outcome is the word for how a run ended. One that is done is only told for its alerts.
func (e *ending) outcome() string {
	if e.code == Done && len(e.alerts) > 0 {
		return "alerts"
	}
	return outcomeWord(e.code)
}

func (e *ending) notice() notice {
	n := notice{
		RunID: e.runID, Command: e.command, Outcome: e.outcome(), Code: e.code, Began: e.began, Ended: e.ended,
		Lake: e.lake, Messages: []string{}, Sources: []sourceNotice{}, Alerts: append([]reports.Change{}, e.alerts...),
	}
	if e.err != nil {
		for line := range strings.Lines(e.err.Error()) {
			n.Messages = append(n.Messages, strings.TrimSpace(line))
		}
	}
	for _, r := range e.records {
		n.Sources = append(n.Sources, sourceNotice{
			Source: r.Source, Stage: r.Stage, Outcome: r.Outcome, Message: r.Message, Requests: r.Requests, Bodies: r.Bodies,
			Failures: r.Failures, New: r.New, Changed: r.Changed, Closed: r.Closed, Rejected: r.Rejected,
		})
	}
	return n
}

// notify runs the user's command over how a run ended. What it prints goes to standard error, since
// standard output carries the answer.
func (a *app) notify(ctx context.Context, argv []string, end ending) error {
	data, err := json.Marshal(end.notice())
	if err != nil {
		return fmt.Errorf("notify: %w", err)
	}
	limit := cmp.Or(a.notifyLimit, time.Minute)
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(append(data, '\n')), a.err, a.err
	cmd.Env = append(a.withoutSecrets(), "RUNG_OUTCOME="+end.outcome())
	cmd.WaitDelay = time.Second // a child that holds the pipes open does not hold us
	err = cmd.Run()
	if ctx.Err() != nil {
		return fmt.Errorf("notify: %s took longer than %s", argv[0], limit)
	}
	if err != nil {
		return fmt.Errorf("notify: %s: %w", argv[0], err)
	}
	return nil
}

// withoutSecrets is the environment without the keys of sources: no other program has a use for them.
func (a *app) withoutSecrets() []string {
	secret := map[string]bool{}
	for _, s := range a.sources {
		for _, o := range s.Options {
			if o.Secret {
				secret[strings.ToUpper(strings.ReplaceAll("RUNG_SOURCES_"+s.Name+"_"+o.Name, "-", "_"))] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(a.env), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return secret[name]
	})
}
