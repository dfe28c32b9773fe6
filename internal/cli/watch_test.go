package cli

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"rung/config"
	"rung/internal/lake"
)

// began lists how long after its begin a watch began its runs. A run takes a minute.
func began(t *testing.T, every, last, watched time.Duration, errs ...error) []time.Duration {
	t.Helper()
	var list []time.Duration
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), watched)
		defer cancel()
		w := &watch{every: every, now: time.Now, log: slog.New(slog.DiscardHandler), run: func(context.Context) error {
			list = append(list, time.Since(start))
			time.Sleep(time.Minute)
			if len(list) <= len(errs) {
				return errs[len(list)-1]
			}
			return nil
		}}
		if last > 0 {
			w.last = start.Add(-last)
		}
		if err := w.loop(ctx); err != nil {
			t.Errorf("a watch that was stopped between two runs ends with %v", err)
		}
		if took := time.Since(start); took < watched || took > watched+time.Minute {
			t.Errorf("the watch stopped after %s, want %s, or a minute more when in a run", took, watched)
		}
	})
	return list
}

func TestWatch(t *testing.T) {
	const h = time.Hour
	for _, c := range []struct {
		name        string
		every, last time.Duration
		errs        []error
		want        string
	}{
		{"a new lake", 6 * h, 0, nil, "0s 6h0m0s 12h0m0s 18h0m0s"},
		{"the last run is recent", 6 * h, h, nil, "5h0m0s 11h0m0s 17h0m0s 23h0m0s"},
		{"catching up", 6 * h, 7 * h, nil, "0s 6h0m0s 12h0m0s 18h0m0s"},
		{"a failure ends nothing", 12 * h, 0, []error{errors.New("it broke")}, "0s 12h0m0s"},
		{"another run is at work", 12 * h, 0, []error{lake.ErrLocked, lake.ErrLocked}, "0s 6m0s 12m0s 12h12m0s"},
		{"more often than a run takes", 30 * time.Second, 0, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := began(t, c.every, c.last, 23*h+30*time.Minute+30*time.Second, c.errs...)
			if c.want == "" { // one run after the other, never two
				if len(got) != 1411 {
					t.Errorf("%d runs of a minute in 23.5 hours, want 1411", len(got))
				}
				return
			}
			var texts []string
			for _, d := range got {
				texts = append(texts, d.String())
			}
			if s := strings.Join(texts, " "); s != c.want {
				t.Errorf("runs began after %s, want %s", s, c.want)
			}
		})
	}
}

// A machine that slept has timers that are late, and a clock may be set.
func TestWatchFollowsTheClock(t *testing.T) {
	for _, jump := range []time.Duration{8 * time.Hour, -48 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			var offset atomic.Int64
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Hour)
			defer cancel()
			runs := 0
			w := &watch{
				every: 6 * time.Hour, now: func() time.Time { return time.Now().Add(time.Duration(offset.Load())) }, log: slog.New(slog.DiscardHandler),
				run: func(context.Context) error { runs++; return nil },
			}
			go func() {
				time.Sleep(time.Hour)
				offset.Store(int64(jump))
			}()
			if err := w.loop(ctx); err != nil || runs != 2 {
				t.Errorf("the clock jumped by %s: %d runs in %s, want 2 (%v)", jump, runs, time.Since(start), err)
			}
		})
	}
}

func TestWatchIsInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		w := &watch{every: time.Hour, now: time.Now, log: slog.New(slog.DiscardHandler), run: func(ctx context.Context) error {
			cancel()
			return ctx.Err()
		}}
		if err := w.loop(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("a run that was interrupted ends the watch with %v, want %v", err, context.Canceled)
		}
	})
}

// TestRunWatch runs the real command: it stops between two runs with 0, and in a run with 130 and what
// came until then.
func TestRunWatch(t *testing.T) {
	b := newBoard(t, "a")
	b.arrived = make(chan struct{}, 8)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan int)
	go func() { ended <- b.run(ctx, []string{"run", "--watch", "1d", "--out", filepath.Join(b.dir, "report")}) }()
	<-b.arrived
	for range 600 { // the first run ends
		if last, err := (&app{now: time.Now}).lastRun(t.Context(), &config.Config{Lake: config.Lake{Dir: b.lakeDir()}}); err == nil && !last.IsZero() {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	l, err := lake.OpenWrite(b.lakeDir(), "a test")
	for i := 0; i < 600 && err != nil; i++ { // the lake is free while the watch waits
		time.Sleep(50 * time.Millisecond)
		l, err = lake.OpenWrite(b.lakeDir(), "a test")
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	cancel()
	if code := <-ended; code != int(Done) {
		t.Fatalf("stopped between two runs: code %d:\n%s", code, b.log.String())
	}
	if b.out.Len() > 0 || !strings.Contains(b.log.String(), "stopped between two runs") {
		t.Errorf("a watch wrote %q to standard output, and the log\n%s", b.out.String(), b.log.String())
	}

	b.release = make(chan struct{})
	b.clock = b.clock.Add(48 * time.Hour)
	ctx, cancel = context.WithCancel(t.Context())
	go func() { ended <- b.run(ctx, []string{"run", "--watch", "1d"}) }()
	<-b.arrived
	cancel()
	if code := <-ended; code != int(Interrupted) {
		t.Errorf("stopped in a run: code %d, want %d:\n%s", code, Interrupted, b.log.String())
	}
	close(b.release)
	rows := jsonRows(t, b.rung(t, Done, "runs", "--json", "--limit", "1"))
	if rows[0]["outcome"] != "interrupted" {
		t.Errorf("the last run is %v, want it interrupted", rows[0])
	}
	b.rung(t, Usage, "run", "--watch", "0h")
	for _, every := range []string{"1ms", "59s"} {
		b.log.Reset()
		if b.rung(t, Usage, "run", "--watch", every); !strings.Contains(b.log.String(), "--watch "+every+": want a minute or more") {
			t.Errorf("a watch of %s: %s", every, b.log.String())
		}
	}
	b.rung(t, Usage, "run", "--watch", "1h", "nowhere")
}

func TestPeriod(t *testing.T) {
	for in, want := range map[string]string{"6h": "6h", "24h": "1d", "1d": "1d", "2w": "14d", "90m": "90m", "45s": "45s", "1h30m": "90m"} {
		var p period
		if err := p.Set(in); err != nil || p.String() != want {
			t.Errorf("%q reads as %s (%v), want %s", in, p.String(), err, want)
		}
	}
	for _, bad := range []string{"", "d", "6", "-1h", "0h", "1.5d", "99999999d", "six"} {
		var p period
		if err := p.Set(bad); err == nil {
			t.Errorf("%q reads as %s, want an error", bad, p.String())
		}
	}
}
