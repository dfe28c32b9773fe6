package language

// script is a family of letters that is not Latin.
type script int

const (
	cyrillic script = iota
	han
	kana
	hangul
	arabic
	hebrew
	greek
	thai
	devanagari
	bengali
	tamil
	georgian
	armenian
	numScripts
)

// scriptOf returns the script of a letter and how many Latin letters it is worth: an ideograph or a
// syllable says about as much as three. Weight 0 means that no language here uses it.
func scriptOf(r rune) (script, int) {
	switch {
	case r >= 0x370 && r < 0x400:
		return greek, 1
	case r >= 0x400 && r < 0x530:
		return cyrillic, 1
	case r >= 0x530 && r < 0x590:
		return armenian, 1
	case r >= 0x590 && r < 0x600:
		return hebrew, 1
	case r >= 0x600 && r < 0x780:
		return arabic, 1
	case r >= 0x900 && r < 0x980:
		return devanagari, 1
	case r >= 0x980 && r < 0xA00:
		return bengali, 1
	case r >= 0xB80 && r < 0xC00:
		return tamil, 1
	case r >= 0xE00 && r < 0xE80:
		return thai, 1
	case r >= 0x10A0 && r < 0x1100:
		return georgian, 1
	case r >= 0x3040 && r < 0x3100:
		return kana, 3
	case r >= 0x3400 && r < 0xA000:
		return han, 3
	case r >= 0xAC00 && r < 0xD7B0:
		return hangul, 3
	}
	return 0, 0
}

// mark is a group of letters that one language of a script uses and its neighbours do not.
type mark int

const (
	russianMark mark = iota
	ukrainianMark
	belarusianMark
	serbianMark
	bulgarianMark
	persianMark
	urduMark
	numMarks
)

func markOf(r rune) (mark, bool) {
	switch r {
	case 'ы', 'э', 'ё', 'Ы', 'Э', 'Ё':
		return russianMark, true
	case 'і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ':
		return ukrainianMark, true
	case 'ў', 'Ў':
		return belarusianMark, true
	case 'ј', 'љ', 'њ', 'ђ', 'ћ', 'џ', 'Ј', 'Љ', 'Њ', 'Ђ', 'Ћ', 'Џ':
		return serbianMark, true
	case 'ъ', 'Ъ':
		return bulgarianMark, true
	case 'پ', 'چ', 'ژ', 'گ', 'ی', 'ک':
		return persianMark, true
	case 'ٹ', 'ڈ', 'ڑ', 'ے', 'ں':
		return urduMark, true
	}
	return 0, false
}

// byScript names the language of the strongest script that is not Latin.
func (t *tally) byScript() string {
	best := cyrillic
	for s, n := range t.scripts {
		if n > t.scripts[best] {
			best = script(s)
		}
	}
	switch best {
	case cyrillic:
		return t.cyrillicLanguage()
	case han, kana:
		// Japanese always has kana between its ideographs; Chinese never has.
		if t.scripts[kana]*10 >= t.scripts[han] {
			return "ja"
		}
		return "zh"
	case arabic:
		switch {
		case t.marks[urduMark] > 0:
			return "ur"
		case t.marks[persianMark]*40 >= t.scripts[arabic]:
			return "fa"
		}
		return "ar"
	}
	return [numScripts]string{
		hangul: "ko", hebrew: "he", greek: "el", thai: "th", devanagari: "hi", bengali: "bn",
		tamil: "ta", georgian: "ka", armenian: "hy",
	}[best]
}

func (t *tally) cyrillicLanguage() string {
	m := t.marks
	switch {
	case m[belarusianMark] > 0 && m[belarusianMark]*100 >= t.scripts[cyrillic]:
		return "be"
	case m[ukrainianMark] > m[russianMark]:
		return "uk"
	case m[serbianMark] > m[russianMark]:
		return "sr"
	case m[bulgarianMark] > m[russianMark]:
		return "bg"
	}
	return "ru"
}
