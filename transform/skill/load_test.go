package skill

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// embeddedOnly is the taxonomy without user files, read once: it does not change.
var embeddedOnly = sync.OnceValues(func() (*Taxonomy, error) { return Load() })

func mustLoad(tb testing.TB) *Taxonomy {
	tb.Helper()
	tax, err := embeddedOnly()
	if err != nil {
		tb.Fatal(err)
	}
	return tax
}

func mustLoadWith(tb testing.TB, mine fstest.MapFS) *Taxonomy {
	tb.Helper()
	tax, err := Load(mine)
	if err != nil {
		tb.Fatal(err)
	}
	return tax
}

func folder(text string) fstest.MapFS { return fstest.MapFS{"mine.yaml": {Data: []byte(text)}} }

func TestLoad(t *testing.T) {
	tax := mustLoad(t)
	if n := len(tax.Skills()); n < 1000 {
		t.Errorf("the embedded taxonomy has %d skills, want 1000 or more", n)
	}
	if v := tax.Version(); v != mustLoadWith(t, fstest.MapFS{}).Version() || len(v) != 12 {
		t.Errorf("version %q is not stable", v)
	}
}

func TestUserFiles(t *testing.T) {
	tax := mustLoadWith(t, folder(`
category: mine
skills:
  - Widgetry
  - {id: react, aliases_add: [reaktor ui]}
  - {id: svelte, disabled: true}
  - {id: docker, name: Docker Engine, aliases: [moby]}
`))
	for _, c := range []struct{ text, want string }{
		{"We love widgetry", "widgetry:mentioned@widgetry"},
		{"built with Reaktor UI", "react:mentioned@Reaktor UI"},
		{"Svelte everywhere", ""},
		{"moby under it all", "docker:mentioned@moby"},
		{"docker under it all", ""},
	} {
		if got := seen(tax.Find("", c.text, nil)); got != c.want {
			t.Errorf("Find(%q) = %q, want %q", c.text, got, c.want)
		}
	}
	if tax.Version() == mustLoad(t).Version() {
		t.Error("a user file does not change the version")
	}
}

func TestUserFileErrors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown field", "skills: [{id: x, nmae: X}]", `no field "nmae"`},
		{"unknown class", "skills: [{name: X1, aliases: [{text: x, class: loud}]}]", `class "loud" is none of`},
		{"unknown alias field", "skills: [{name: X1, aliases: [{txt: x}]}]", `no field "txt"`},
		{"bad id", "skills: [{id: Not Good, name: X}]", "lower-case letters"},
		{"nothing to add to", "skills: [{id: no-such-skill, aliases_add: [x]}]", "no entry of this id stands"},
		{"nothing to remove", "skills: [{id: no-such-skill, disabled: true}]", "no entry of this id stands"},
		{"no letters", `skills: [{name: X1, aliases: ["--"]}]`, "no letter or digit"},
		{"implies nothing", "skills: [{name: X1, implies: [no-such-skill]}]", "which is no skill"},
		{"no YAML", "skills: [", "mine.yaml"},
	} {
		_, err := Load(folder(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}

func TestResolve(t *testing.T) {
	tax := mustLoad(t)
	for _, c := range [][2]string{
		{"golang", "go"},
		{"Go", "go"},
		{"k8s", "kubernetes"},
		{"POSTGRES", "postgresql"},
		{"react-native", "react-native"},
		{"Ruby on Rails", "rails"},
		{"AWS Lambda", "aws-lambda"},
		{"gcp", "google-cloud"},
		{"Node", "nodejs"},
	} {
		if s, ok := tax.Resolve(c[0]); !ok || s.ID != c[1] {
			t.Errorf("Resolve(%q) = %q, %v, want %q", c[0], s.ID, ok, c[1])
		}
	}
	if s, ok := tax.Resolve("no such thing"); ok {
		t.Errorf("Resolve found %q for nonsense", s.ID)
	}
}

func TestCanonicalNames(t *testing.T) {
	tax := mustLoad(t)
	for name := range strings.SplitSeq("Kubernetes,PostgreSQL,Node.js,Go,AWS,Google Cloud,Ruby on Rails,JavaScript,TypeScript,C++,C#,.NET,"+
		"React,Vue.js,Next.js,Angular,Apache Spark,Apache Kafka,Airflow,dbt,S3,EC2,GitHub Actions,OpenAI,ChatGPT,LangChain,PyTorch,"+
		"TensorFlow,scikit-learn,pandas,NumPy,Excel,Power BI,Tableau,Figma,Photoshop,WordPress,Shopify,Salesforce,HubSpot,Jira,Slack,"+
		"iOS,Android,Linux,Git,Docker,Terraform,GraphQL,gRPC,HTML,CSS,SQL,MongoDB,Redis,Elasticsearch,BigQuery,Snowflake", ",") {
		if s, ok := tax.Resolve(name); !ok || s.Name != name {
			t.Errorf("Resolve(%q) has the name %q", name, s.Name)
		}
	}
}
