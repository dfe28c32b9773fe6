package skill

import "testing"

func TestEmbeddedTaxonomyIsClean(t *testing.T) {
	problems := mustLoad(t).Lint()
	for _, p := range problems {
		t.Error(p)
	}
}
