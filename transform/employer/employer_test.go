package employer

import "testing"

func TestKey(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"ACME Robotics, Inc. (YC S21)", "acmerobotics"},
		{"acme-robotics", "acmerobotics"},
		{"Müller & Söhne GmbH & Co. KG", "mullersohne"},
		{"Booking.com", "booking"},
		{"(hidden)", "hidden"},
		{"Co", "co"},
		{"C++ Alliance", "c++alliance"},
		{"株式会社メルカリ", "株式会社メルカリ"},
		{"Acme S.A.", "acme"},
		{"", ""},
		{" – ", ""},
	} {
		if got := Key(c.in); got != c.want {
			t.Errorf("Key(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzKey(f *testing.F) {
	for _, s := range []string{"Acme Inc", "((", "a.com.com", "Ltd Ltd", "x (y", "İnc"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range Key(s) {
			if letters(r) < 0 {
				t.Fatalf("Key(%q) = %q holds %q", s, Key(s), r)
			}
		}
	})
}
