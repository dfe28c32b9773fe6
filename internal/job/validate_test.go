package job_test

import (
	"strings"
	"testing"
	"time"

	"rung/internal/job"
)

func TestValidate(t *testing.T) {
	seen := time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)
	good := job.Listing{Source: "x", ID: "1", Title: "Go developer", URL: "https://x.example/1", PostedAt: seen, SeenAt: seen}
	tests := []struct {
		name string
		edit func(*job.Listing)
		want string // part of the error, "" for none
	}{
		{"good", func(*job.Listing) {}, ""},
		{"text alone will do", func(l *job.Listing) { l.Title, l.Text = "", "We hire" }, ""},
		{"no address is no fault", func(l *job.Listing) { l.URL = "" }, ""},
		{"a date a day ahead", func(l *job.Listing) { l.PostedAt = seen.AddDate(0, 0, 1) }, ""},
		{"no source", func(l *job.Listing) { l.Source = "" }, "source"},
		{"no id", func(l *job.Listing) { l.ID = " " }, "id"},
		{"nothing to read", func(l *job.Listing) { l.Title = "\n" }, "title"},
		{"script for an address", func(l *job.Listing) { l.URL = "javascript:alert(1)" }, "url"},
		{"relative address", func(l *job.Listing) { l.ApplyURL = "/jobs/1" }, "apply_url"},
		{"milliseconds read as seconds", func(l *job.Listing) { l.PostedAt = time.UnixMilli(1717243200000 * 1000) }, "posted_at"},
		{"seconds read as milliseconds", func(l *job.Listing) { l.PostedAt = time.UnixMilli(1717243200) }, "posted_at"},
		{"posted after it was seen", func(l *job.Listing) { l.PostedAt = seen.AddDate(0, 1, 0) }, "posted_at"},
		{"valid for a century", func(l *job.Listing) { l.ValidThrough = seen.AddDate(100, 0, 0) }, "valid_through"},
		{"not UTF-8", func(l *job.Listing) { l.Text = "caf\xe9" }, "text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := good
			tt.edit(&l)
			err := l.Validate()
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("Validate() = %v, want an error about %q", err, tt.want)
			}
		})
	}
}
