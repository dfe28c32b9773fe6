package config

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/viper"

	"rung/collect"
	"rung/internal/bucket"
)

// file is the shape of the settings in a file.
type file struct {
	Lake      Lake
	HTTP      HTTP
	Transform Transform
	Analyze   Analyze
	SQL       SQL
	Report    Report
	Log       Log
	Files     []collect.FileImport
	Sources   map[string]map[string]any
}

// common are the settings that every source has.
type common struct {
	Enabled     bool
	BaseURL     string        `mapstructure:"base_url"`
	MinInterval time.Duration `mapstructure:"min_interval"`
	Rate        float64
	Permission  string
	Keep        time.Duration
	Options     map[string]any `mapstructure:",remain"`
}

// config decodes and checks what the layers add up to.
func (l *loader) config() (*Config, error) {
	f, err := l.decode()
	if err != nil {
		return nil, err
	}
	c := &Config{
		Lake: f.Lake, HTTP: f.HTTP, Transform: f.Transform, Analyze: f.Analyze, SQL: f.SQL, Report: f.Report,
		Log: f.Log, Files: f.Files, Sources: map[string]collect.Settings{}, File: l.path,
	}
	for _, s := range l.in.Sources {
		settings, err := l.source(s, f.Sources[s.Name])
		if err != nil {
			return nil, err
		}
		settings.Files = c.Files
		c.Sources[s.Name] = settings
	}
	l.lake(&c.Lake)
	l.paths(c)
	l.validate(c)
	if len(l.faults) > 0 {
		return nil, l.all()
	}
	c.settings, c.Notes = l.show(), l.notes(c)
	return c, nil
}

// decode turns the layers into the shape of a file. A value of the wrong type is noted, and what is standard taken for
// it, so that the rest is looked at too.
func (l *loader) decode() (f file, err error) {
	err = l.v.UnmarshalExact(&f, viper.DecodeHook(hooks()))
	if err == nil {
		return f, nil
	}
	for _, key := range l.undecoded(err, "", func(name string) any { return l.v.Get(inside(name)) }) {
		l.v.Set(inside(key), l.standard[inside(key)])
	}
	f = file{}
	if again := l.v.UnmarshalExact(&f, viper.DecodeHook(hooks())); again != nil {
		return f, cmp.Or(l.all(), fmt.Errorf("settings: %w", plain(again)))
	}
	return f, nil
}

func hooks() mapstructure.DecodeHookFunc {
	return mapstructure.ComposeDecodeHookFunc(
		mapstructure.StringToTimeDurationHookFunc(),
		mapstructure.StringToSliceHookFunc(","),
	)
}

// source decodes the settings of one source and reads its secrets. What is wrong is noted.
func (l *loader) source(s collect.Source, values map[string]any) (collect.Settings, error) {
	c, err := l.common(s.Name, maps.Clone(values))
	if err != nil {
		return collect.Settings{}, err
	}
	out := collect.Settings{
		Enabled: c.Enabled, BaseURL: c.BaseURL, MinInterval: c.MinInterval, Rate: c.Rate, Permission: c.Permission,
		Keep: c.Keep, Options: map[string][]string{},
	}
	prefix := "sources." + s.Name + "."
	if s.Access == collect.File && c.Keep != 0 {
		l.note(prefix+"keep", prefix+`keep: files of your own have no time: "rung lake purge --before DATE --source NAME" forgets what is too old`)
	}
	for _, o := range s.Options {
		if o.Secret {
			value, err := l.secret(s.Name, o.Name, c.Options[o.Name+"_file"])
			if err != nil {
				l.note(prefix+o.Name+"_file", fmt.Sprintf("settings of source %s: %v", s.Name, err))
			}
			if value != "" {
				out.Options[o.Name] = []string{value}
			}
			continue
		}
		out.Options[o.Name] = l.option(o, prefix+o.Name, c.Options[o.Name])
	}
	return out, nil
}

// common decodes what every source has, and notes what is of the wrong type and takes it out of the values.
func (l *loader) common(source string, values map[string]any) (c common, err error) {
	decode := func() error {
		d, err := mapstructure.NewDecoder(&mapstructure.DecoderConfig{Result: &c, DecodeHook: hooks(), WeaklyTypedInput: true})
		if err != nil {
			return err
		}
		return d.Decode(values)
	}
	err = decode()
	if err == nil {
		return c, nil
	}
	prefix := "sources." + source + "."
	for _, key := range l.undecoded(err, prefix, func(name string) any { return values[strings.ToLower(name)] }) {
		delete(values, strings.TrimPrefix(key, prefix))
	}
	c = common{}
	return c, decode()
}

// option reads the values of an option and notes those that are not allowed.
func (l *loader) option(o collect.Option, key string, value any) []string {
	list, err := listOf(value)
	if err != nil {
		l.wrong(key, value, err.Error())
	}
	for _, v := range list {
		if o.Check == nil {
			break
		}
		if err := o.Check(v); err != nil {
			l.wrong(key, v, err.Error())
		}
	}
	return list
}

// listOf reads a value that may be written as one value or as a list.
func listOf(v any) ([]string, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case []string:
		return v, nil
	case []any:
		var list []string
		for _, e := range v {
			one, err := listOf(e)
			if err != nil {
				return nil, err
			}
			list = append(list, one...)
		}
		return list, nil
	case map[string]any:
		return nil, errors.New("want a value or a list, not a mapping")
	case string:
		if v == "" {
			return nil, nil
		}
		return []string{v}, nil
	default:
		return []string{fmt.Sprint(v)}, nil
	}
}

// secretSetting is an option that holds a secret.
type secretSetting struct{ key, variable string }

func (l *loader) secrets() []secretSetting {
	var list []secretSetting
	for _, s := range l.in.Sources {
		for _, o := range s.Options {
			if o.Secret {
				key := strings.Join([]string{"sources", s.Name, o.Name}, delimiter)
				list = append(list, secretSetting{key, variable(key)})
			}
		}
	}
	return list
}

// isSecret finds the secret of a key.
func (l *loader) isSecret(key string) (secretSetting, bool) {
	secrets := l.secrets()
	i := slices.IndexFunc(secrets, func(s secretSetting) bool { return s.key == key })
	if i < 0 {
		return secretSetting{}, false
	}
	return secrets[i], true
}

// secret reads a secret from its variable or from the file that the settings name.
func (l *loader) secret(source, option string, fromFile any) (string, error) {
	key := strings.Join([]string{"sources", source, option}, delimiter)
	if value := l.env[variable(key)]; value != "" {
		return value, nil
	}
	path, _ := fromFile.(string)
	if path == "" {
		return "", nil
	}
	data, err := os.ReadFile(l.beside(key+"_file", path))
	if err != nil {
		return "", fmt.Errorf("read the secret %s: %w", option, err)
	}
	return strings.TrimSpace(string(data)), nil
}

// beside makes a path absolute: relative to the file that names it, else to the working folder.
func (l *loader) beside(key, path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	if l.path != "" && l.from[key] == l.path {
		return filepath.Join(filepath.Dir(l.path), path)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	return abs
}

// paths makes every path absolute and fills the standard places in.
func (l *loader) paths(c *Config) {
	c.Report.Out = l.beside("report"+delimiter+"out", c.Report.Out)
	if c.Report.Out == "" {
		c.Report.Out = l.reportBeside(&c.Lake)
	}
	for i, dir := range c.Transform.Skills {
		c.Transform.Skills[i] = l.beside("transform"+delimiter+"skills", dir)
	}
	for i := range c.Files {
		c.Files[i].Path = l.beside("files", c.Files[i].Path)
	}
}

// validate notes everything that is wrong with the values.
func (l *loader) validate(c *Config) {
	if !slices.Contains([]string{"auto", "text", "json"}, c.Log.Format) {
		l.wrong("log.format", c.Log.Format, "want auto, text or json")
	}
	if !slices.Contains([]string{RetentionApply, RetentionWarn, RetentionOff}, c.Lake.Retention) {
		l.wrong("lake.retention", c.Lake.Retention, "want apply, warn or off")
	}
	for key, v := range map[string]float64{
		"analyze.hours_per_day": c.Analyze.HoursPerDay, "analyze.days_per_week": c.Analyze.DaysPerWeek,
		"analyze.weeks_per_year": c.Analyze.WeeksPerYear, "http.timeout": c.HTTP.Timeout.Seconds(),
		"http.max_body_mb": float64(c.HTTP.MaxBodyMB), "sql.timeout": c.SQL.Timeout.Seconds(), "sql.memory_mb": float64(c.SQL.MemoryMB),
		"transform.memory_mb": float64(c.Transform.MemoryMB),
	} {
		if v <= 0 {
			l.wrong(key, l.value(key), "want more than 0")
		}
	}
	if mb := c.SQL.MemoryMB; mb > 0 && mb < l.in.LeastSQLMB {
		l.wrong("sql.memory_mb", mb, fmt.Sprintf("want at least %d, most of which rung itself takes", l.in.LeastSQLMB))
	}
	a := c.Report.Alerts
	for key, v := range map[string]float64{
		"report.alerts.top": float64(a.Top), "report.alerts.ranks": float64(a.Ranks), "report.alerts.silent_days": float64(a.SilentDays),
	} {
		if v < 0 {
			l.wrong(key, l.value(key), "want 0, which switches it off, or more")
		}
	}
	for key, v := range map[string]float64{"report.alerts.share": a.Share, "report.alerts.pay": a.Pay} {
		if v < 0 || v > 1 {
			l.wrong(key, l.value(key), "want 0, which switches it off, to 1, such as 0.05 for five in a hundred")
		}
	}
	for key, v := range map[string]int{
		"transform.workers": c.Transform.Workers, "sql.threads": c.SQL.Threads, "lake.compact_at": c.Lake.CompactAt,
	} {
		if v < 0 {
			l.wrong(key, l.value(key), "want 0 or more")
		}
	}
	for _, s := range l.in.Sources {
		l.validateSource("sources."+s.Name+".", c.Sources[s.Name])
	}
	l.validateFiles(c)
}

// value is what stands for a setting, by its dotted key.
func (l *loader) value(key string) any { return l.v.Get(inside(key)) }

func (l *loader) validateSource(prefix string, s collect.Settings) {
	// "{board}" stands for a name in the addresses of sites that give each board a host of its own.
	if base := strings.ReplaceAll(s.BaseURL, "{board}", "board"); s.BaseURL != "" {
		if err := collect.Address(base); err != nil {
			l.wrong(prefix+"base_url", s.BaseURL, err.Error())
		}
	}
	for name, negative := range map[string]bool{"rate": s.Rate < 0, "min_interval": s.MinInterval < 0, "keep": s.Keep < 0} {
		if negative {
			l.wrong(prefix+name, l.value(prefix+name), "want 0 or more")
		}
	}
}

// validateFiles notes what is wrong with the imports but for what was noted of them before.
func (l *loader) validateFiles(c *Config) {
	seen := map[string]bool{}
	for i, f := range c.Files {
		key := fmt.Sprintf("files[%d]", i)
		if l.isWrong[key] {
			continue
		}
		lacks := func(field, value string) bool { return value == "" && !l.isWrong[key+"."+field] }
		switch {
		case lacks("name", f.Name) || lacks("path", f.Path):
			l.note(key, fmt.Sprintf("files: entry %d has no name or no path", i+1))
		case lacks("terms", f.Terms):
			l.note(key, fmt.Sprintf("files: %s has no terms: say why you may use it", f.Name))
		case f.Name != "" && seen[f.Name]:
			l.note(key, fmt.Sprintf("files: the name %s stands twice", f.Name))
		}
		seen[f.Name] = true
		l.checkImport(key, f)
	}
}

// checkImport notes what the sources have against an import. Where it is about one field of the columns, its line is
// told.
func (l *loader) checkImport(key string, f collect.FileImport) {
	for _, s := range l.in.Sources {
		if s.CheckImport == nil || l.isWrong[key+".columns"] && len(f.Columns) == 0 {
			continue
		}
		for _, p := range Problems(s.CheckImport(f)) {
			l.note(strings.TrimSuffix(key+"."+p.Key, "."), fmt.Sprintf("files: %s: %s", cmp.Or(f.Name, f.Path), p.Message))
		}
	}
}

// show lists every value with where it came from.
func (l *loader) show() []Setting {
	var list []Setting
	for key, from := range l.from {
		value := l.v.Get(key)
		if text, ok := value.(string); ok && bucket.Is(text) && dotted(key) == "lake.dir" {
			value = bucket.Hide(text)
		}
		list = append(list, Setting{Key: dotted(key), Value: value, From: from})
	}
	for _, s := range l.secrets() {
		from := "not set"
		if l.env[s.variable] != "" {
			from = "$" + s.variable
		} else if path := l.v.GetString(s.key + "_file"); path != "" {
			from = l.beside(s.key+"_file", path)
		}
		value := any(mask)
		if from == "not set" {
			value = ""
		}
		list = append(list, Setting{Key: dotted(s.key), Value: value, From: from, Secret: true})
	}
	slices.SortFunc(list, func(a, b Setting) int { return strings.Compare(a.Key, b.Key) })
	return list
}

// plain shortens the report of the decoder to lines that name the setting.
func plain(err error) error {
	text := strings.TrimPrefix(err.Error(), "decoding failed due to the following error(s):")
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, strings.ToLower(line))
		}
	}
	return errors.New(strings.Join(lines, "; "))
}
