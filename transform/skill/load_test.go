package skill

import "testing"

func mustLoad(t testing.TB) *Taxonomy {
	t.Helper()
	tax, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return tax
}

func TestLoad(t *testing.T) {
	tax := mustLoad(t)
	if n := len(tax.Skills()); n < 1000 {
		t.Errorf("the embedded taxonomy has %d skills, want 1000 or more", n)
	}
}
