package skill

import (
	"strings"
	"testing"

	"rung/internal/job"
)

// seen writes a mention as "id:polarity/strength@text", the polarity left out when wanted.
func seen(ms []job.Mention) string {
	var out []string
	for _, m := range ms {
		s := m.Skill + ":" + string(m.Strength) + "@" + m.Text
		if m.Polarity == job.Negated {
			s = m.Skill + ":negated@" + m.Text
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestFindStrengthAndPolarity(t *testing.T) {
	tax := mustLoad(t)
	for _, c := range []struct{ name, title, text, tags, want string }{
		{name: "title wins", title: "Senior Go Engineer", text: "We use Go.", want: "go:title@Go Engineer"},
		{name: "required cue", text: "Strong experience with Kubernetes.", want: "kubernetes:required@Kubernetes"},
		{name: "plain mention", text: "The site runs on Kubernetes.", want: "kubernetes:mentioned@Kubernetes"},
		{name: "tags", tags: "Figma", want: "figma:required@Figma"},
		{
			name: "preferred heading", text: "Nice to have:\n- Terraform\n- Ansible\n",
			want: "ansible:preferred@Ansible terraform:preferred@Terraform",
		},
		{
			name: "preferred on the line", text: "Nice to have: Terraform\nThe cluster is Kubernetes",
			want: "kubernetes:mentioned@Kubernetes terraform:preferred@Terraform",
		},
		{name: "a plus", text: "Terraform is a plus", want: "terraform:preferred@Terraform"},
		{
			name: "plus after a clause", text: "Proficient in Terraform; Ansible is a plus",
			want: "ansible:preferred@Ansible terraform:required@Terraform",
		},
		{
			name: "plus in parentheses", text: "Terraform, Ansible (a plus)",
			want: "ansible:preferred@Ansible terraform:mentioned@Terraform",
		},
		{name: "strongest wins", text: "Terraform is a plus.\nRequirements:\n- Terraform", want: "terraform:required@Terraform"},
		{name: "benefits drop", text: "We offer:\n- A course on Kubernetes", want: ""},
		{name: "next heading ends benefits", text: "Benefits:\n- Kubernetes course\nTech stack:\n- Terraform", want: "terraform:mentioned@Terraform"},
		{name: "negated", text: "No Terraform here", want: "terraform:negated@Terraform"},
		{name: "negated list", text: "no Terraform or Ansible", want: "ansible:negated@Ansible terraform:negated@Terraform"},
		{name: "comma ends negation", text: "no Terraform, Ansible instead", want: "ansible:mentioned@Ansible terraform:negated@Terraform"},
		{name: "instead of", text: "Ansible instead of Terraform", want: "ansible:mentioned@Ansible terraform:negated@Terraform"},
		{name: "not required", text: "Terraform not required", want: "terraform:negated@Terraform"},
		{name: "but not required", text: "Terraform helpful but not required", want: "terraform:preferred@Terraform"},
		{name: "wanted once is wanted", text: "No Terraform yet. We want Terraform soon", want: "terraform:mentioned@Terraform"},
		{name: "not only", text: "not only Terraform", want: "terraform:mentioned@Terraform"},
	} {
		var tags []string
		if c.tags != "" {
			tags = strings.Split(c.tags, ",")
		}
		if got := seen(technologies(tax.Find(c.title, c.text, tags))); got != c.want {
			t.Errorf("%s: Find(%q, %q, %q)\n got %s\nwant %s", c.name, c.title, c.text, c.tags, got, c.want)
		}
	}
}

func technologies(ms []job.Mention) []job.Mention {
	var out []job.Mention
	for _, m := range ms {
		if !m.Concept {
			out = append(out, m)
		}
	}
	return out
}

func TestFindLeavesOut(t *testing.T) {
	tax := mustLoad(t)
	for _, text := range []string{
		"See https://github.com/acme/react-native and www.docker.com/python",
		"Write to python@acme.com or jobs+docker@acme.io",
		"Stripe | Remote | Full-time",
		"Docker (YC W20) | Berlin | Onsite",
		"Our customers include Shopify, Notion and Figma",
		"Engineers came here from Airbnb, Stripe and Shopify",
		"Backed by the founders of Docker and GitLab",
		"Follow us!\nLinkedIn | YouTube | Facebook",
		"We build the Shopify for farmers",
		"The salary is PHP 90,000 a month",
		"About Notion\nA tool for notes",
		"LinkedIn: https://linkedin.com/company/acme",
	} {
		if got := technologies(tax.Find("", text, nil)); len(got) > 0 {
			t.Errorf("Find(%q) = %s, want no technology", text, seen(got))
		}
	}
}

func TestFindForms(t *testing.T) {
	tax := mustLoad(t)
	for _, c := range []struct{ text, want string }{
		{"VueJS, Vue.js and vue 3", "vue@VueJS"},
		{"python3.11 or Java17", "java@Java17 python@python3.11"},
		{"C++17, C#, F#", "cpp@C++17 csharp@C# fsharp@F#"},
		{"ASP.NET and .NET", "aspnet@ASP.NET dotnet@.NET"},
		{"React Native", "react-native@React Native"},
		{"Objective-C", "objective-c@Objective-C"},
		{"Google-Cloud\u00a0Platform", "google-cloud@Google-Cloud\u00a0Platform"},
		{"Shopify SEO", "shopify@Shopify"},
		{"Python/Django, Ruby/Rails", "django@Django python@Python rails@Rails ruby@Ruby"},
		{"Nest, Next and Nuxt", "nestjs@Nest nextjs@Next nuxt@Nuxt"},
		{"使用Go语言和Kubernetes", "go@Go kubernetes@Kubernetes"},
	} {
		var got []string
		for _, m := range technologies(tax.Find("", c.text, nil)) {
			got = append(got, m.Skill+"@"+m.Text)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("Find(%q)\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

func TestTagsOffsets(t *testing.T) {
	got := mustLoad(t).Find("", "", []string{"Remote", "node", "Next"})
	for _, m := range got {
		if m.Field != job.FieldTags || "Remote, node, Next"[m.Start:m.End] != m.Text {
			t.Errorf("mention %+v does not point into the joined tags", m)
		}
	}
	if s := seen(got); s != "nextjs:required@Next nodejs:required@node" {
		t.Errorf("tags give %s", s)
	}
}
