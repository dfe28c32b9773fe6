package dedupe

import (
	"net/url"
	"slices"
	"strings"
)

// canonicalURL returns the form of the address of one advert by which copies are compared: no scheme,
// no "www.", no fragment, no trailing slash, only query values that name the advert. It is empty
// for addresses that name a page of many adverts, such as "example.com/careers".
func canonicalURL(raw string) string {
	if len(raw) > 2048 {
		return ""
	}
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	path := strings.TrimRight(u.EscapedPath(), "/")
	for _, end := range []string{"/apply", "/application", "/apply/form"} {
		path = strings.TrimSuffix(path, end)
	}
	query := identifying(u.Query())
	if query == "" && !names(path) {
		return ""
	}
	return host + path + query
}

// identifying returns the query values that tell adverts apart, in a fixed order.
func identifying(q url.Values) string {
	var out []string
	for k, v := range q {
		switch k = strings.ToLower(k); {
		case len(v) == 0 || !hasDigit(v[0]):
		case k == "id" || strings.HasSuffix(k, "jid") || strings.HasSuffix(k, "_id") || strings.HasSuffix(k, "jobid") || k == "jk" || k == "job" || k == "vacancy" || k == "posting":
			out = append(out, k+"="+v[0])
		}
	}
	if len(out) == 0 {
		return ""
	}
	slices.Sort(out)
	return "?" + strings.Join(out, "&")
}

// names reports whether a path names one advert: a part of it holds a number or is a long slug.
func names(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		if hasDigit(part) && len(part) >= 4 || strings.Count(part, "-") >= 3 {
			return true
		}
	}
	return false
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
