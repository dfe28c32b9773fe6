package polite

import (
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// Token is the product token that robots.txt groups are matched against. It is the bare name: the
// matcher falls back to "*" when it is given a whole user agent line.
const Token = "rung"

// Config is how a client behaves. Only Now is required; every other zero value means the default.
type Config struct {
	// Version, Home and Contact make the user agent: "rung/Version (+Home; Contact)".
	Version string
	Home    string
	Contact string

	// Now is the clock that HTTP dates are compared with.
	Now func() time.Time
	// Jitter returns a number in [0, 1) that spreads retries. Nil means the longest wait each time.
	Jitter func() float64
	Log    *slog.Logger
	// Transport carries single requests. Nil means the network, with dialled addresses checked.
	Transport http.RoundTripper
	// PrivateBases are addresses the user set beside the sites' own bases. The private ones among
	// them may be dialled, like Site.Base.
	PrivateBases []string
	// Robots keeps robots.txt files between runs. Nil means for the life of the client.
	Robots RobotsCache

	// MaxBody is the largest body after decompression, in bytes (32 MiB).
	MaxBody int64
	// MaxRatio is how many times larger than what was sent a body over 1 MiB may become (200).
	MaxRatio int64
	// Timeout bounds one attempt from sending to the last byte (2 min), HeaderTimeout the wait for
	// the answer to begin (30 s), IdleTimeout the wait for the next byte (30 s).
	Timeout       time.Duration
	HeaderTimeout time.Duration
	IdleTimeout   time.Duration
	// Retries is how often a request is sent again (3), RetryBudget how long it may wait for that
	// in all (20 min). A Retry-After above MaxRetryAfter (15 min) is not waited for.
	Retries       int
	RetryBudget   time.Duration
	MaxRetryAfter time.Duration
	// Rate is the most requests a second to a host that nobody named a rate for (1).
	Rate float64
}

func (c Config) filled() Config {
	if c.Now == nil {
		panic("polite: Config.Now is required")
	}
	c.Log = or(c.Log, slog.New(slog.DiscardHandler))
	if c.Jitter == nil {
		c.Jitter = func() float64 { return 1 }
	}
	if c.Robots == nil {
		c.Robots = &memoryCache{}
	}
	c.MaxBody = or(c.MaxBody, 32<<20)
	c.MaxRatio = or(c.MaxRatio, 200)
	c.Timeout = or(c.Timeout, 2*time.Minute)
	c.HeaderTimeout = or(c.HeaderTimeout, 30*time.Second)
	c.IdleTimeout = or(c.IdleTimeout, 30*time.Second)
	c.Retries = or(c.Retries, 3)
	c.RetryBudget = or(c.RetryBudget, 20*time.Minute)
	c.MaxRetryAfter = or(c.MaxRetryAfter, 15*time.Minute)
	c.Rate = or(c.Rate, 1)
	return c
}

func or[T comparable](v, fallback T) T {
	var zero T
	if v == zero {
		return fallback
	}
	return v
}

// userAgent says who asks and how to reach them.
func (c Config) userAgent() string {
	var about []string
	if c.Home != "" {
		about = append(about, "+"+c.Home)
	}
	if c.Contact != "" {
		about = append(about, c.Contact)
	}
	line := Token + "/" + or(c.Version, "dev")
	if len(about) > 0 {
		line += " (" + strings.Join(about, "; ") + ")"
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, line)
}
