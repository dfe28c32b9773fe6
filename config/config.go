package config

import (
	"time"

	"rung/collect"
	"rung/reports"
)

// Config is every setting of rung, checked.
type Config struct {
	Lake      Lake
	HTTP      HTTP
	Transform Transform
	Analyze   Analyze
	SQL       SQL
	Report    Report
	Log       Log
	Files     []collect.FileImport
	// Sources holds the settings of every source, by name.
	Sources map[string]collect.Settings

	// File is the file that was read, empty when there is none.
	File string
	// Notes say which settings are right and yet do not hold, and what does.
	Notes    []string
	settings []Setting
}

// What a run does about pages that are too old: forget them, say so, or nothing.
const (
	RetentionApply = "apply"
	RetentionWarn  = "warn"
	RetentionOff   = "off"
)

// HTTP holds what every request has in common.
type HTTP struct {
	Contact   string
	Timeout   time.Duration
	MaxBodyMB int `mapstructure:"max_body_mb"`
}

// Transform holds the settings of reading pages.
type Transform struct {
	Workers int
	// MemoryMB is about the most memory of the process, in MiB.
	MemoryMB int `mapstructure:"memory_mb"`
	// Skills are folders of the user's own skill files, as absolute paths.
	Skills []string
}

// Analyze holds the conventions by which pay of different periods is compared.
type Analyze struct {
	HoursPerDay  float64 `mapstructure:"hours_per_day"`
	DaysPerWeek  float64 `mapstructure:"days_per_week"`
	WeeksPerYear float64 `mapstructure:"weeks_per_year"`
}

// SQL bounds a statement of the user's own.
type SQL struct {
	Timeout  time.Duration
	MemoryMB int `mapstructure:"memory_mb"`
	Threads  int
}

// Report says where reports go, and which changes since an older one are told.
type Report struct {
	// Out is an absolute path.
	Out    string
	Alerts reports.Alerts
}

// Log says how the log is written.
type Log struct {
	// Format is text, json or auto.
	Format string
}

// Setting is one value and where it came from.
type Setting struct {
	Key   string `json:"key"`
	Value any    `json:"value"`
	// From is "default", a file, "$VARIABLE" or "--flag".
	From string `json:"from"`
	// Secret values are masked in Value.
	Secret bool `json:"secret,omitempty"`
}

// Settings returns every setting in order of its key. Secrets are masked.
func (c *Config) Settings() []Setting { return c.settings }

// mask stands in the place of a secret.
const mask = "********"
