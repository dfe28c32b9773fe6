package ui_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"rung/internal/ui"
)

func TestAmounts(t *testing.T) {
	for in, want := range map[ui.Bytes]string{
		0: "0 B", 999: "999 B", 1000: "1.0 kB", 12345: "12.3 kB", 99949: "99.9 kB", 99951: "100 kB", 999499: "999 kB", 999500: "1.0 MB", 3_400_000_000: "3.4 GB",
	} {
		if got := in.String(); got != want {
			t.Errorf("%d bytes are %q, want %q", int64(in), got, want)
		}
	}
	for in, want := range map[time.Duration]string{
		0: "0 s", time.Microsecond: "1 ms", 240 * time.Millisecond: "240 ms", 23_740 * time.Millisecond: "23.7 s", 59_960 * time.Millisecond: "1m00s",
		245 * time.Second: "4m05s", 3599_600 * time.Millisecond: "1h00m", 130 * time.Minute: "2h10m",
	} {
		if got := ui.Took(in).String(); got != want {
			t.Errorf("%s is %q, want %q", in, got, want)
		}
	}
	var b strings.Builder
	if _, err := ui.Write(&b, ui.Box, []string{"size"}, ui.Slice([][]any{{ui.Bytes(5)}, {ui.Bytes(1234)}}), ui.Options{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "│    5 B │") {
		t.Errorf("sizes are not to the right:\n%s", b.String())
	}
}

func TestPanels(t *testing.T) {
	columns := []string{"source", "a", "bb", "a long name", "c"}
	rows := [][]any{{"board", 1, 2, 3, "wide value"}, {"x", 1, 123456, 3, "\x1b[1mred"}}
	// With its frame source takes 9, a 4, bb 9, a long name 14, c 13, and the table's last bar 1.
	for width, want := range map[int][][]int{
		0:  {{0, 1, 2, 3, 4}},
		50: {{0, 1, 2, 3, 4}},
		49: {{0, 1, 2, 3}, {0, 4}},
		37: {{0, 1, 2, 3}, {0, 4}},
		36: {{0, 1, 2}, {0, 3}, {0, 4}}, // 1+9+14+13 is 37
		12: {{0, 1}, {0, 2}, {0, 3}, {0, 4}},
	} {
		if got := ui.Panels(columns, rows, 1, width); !reflect.DeepEqual(got, want) {
			t.Errorf("within %d: %v, want %v", width, got, want)
		}
	}
	if got := ui.Panels([]string{"source"}, nil, 1, 80); !reflect.DeepEqual(got, [][]int{{0}}) {
		t.Errorf("of one column: %v", got)
	}
}
