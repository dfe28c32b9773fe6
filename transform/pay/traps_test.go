package pay_test

import (
	"testing"

	"rung/transform/pay"
)

// traps is what other parsers are known to have got wrong, and money that is no pay.
var traps = []struct{ text, want string }{
	// Swapped, missing and open ends.
	{"Salary: $150,000 - $120,000", "120000-150000 USD"},
	{"Pay: $120,000+", "from 120000 USD"},
	{"Salario hasta: USD 2.000/mes", "up to 2000 USD per month"},
	{"salary range of $80k -> $125k", "80000-125000 USD"},
	{"Salary: negotiable", ""},
	{"Salary: Negotiable, up to 25 days of holiday", ""},
	{"$21/hr to $25/hr", "21-25 USD per hour"},
	{"five (5) years of experience, pay $30/hr", "30 USD per hour"},
	{"$0 - $650 per day", "up to 650 USD per day"},
	// Periods that are not the money's.
	{"PKR 150,000 monthly", "150000 PKR per month"},
	{"$30 - $45 (part-time role)", "30-45 USD"},
	{"Salary $100k, 40 hours per week", "100000 USD"},
	{"$75/hr, 3 days per week", "75 USD per hour"},
	{"6-month contract, $70/hour", "70 USD per hour"},
	// Letters that are no currency or scale.
	{"Rate: $50/hr", "50 USD per hour"},
	{"Mzda 50000kč", "50000 CZK"},
	{"PHP 8 developer", ""},
	{"CAD 2020 engineer", ""},
	{"401k match and a 401(k)", ""},
	{"100000 $MUSIC", ""},
	// Scales and repairs.
	{"$140 - $160000 per annum", "140000-160000 USD per year"},
	{"$120-150k", "120000-150000 USD"},
	{"€3.5k", "3500 EUR"},
	{"年収600万円～900万円", "6000000-9000000 JPY per year"},
	{"₹12,00,000 - ₹18,00,000 per annum", "1200000-1800000 INR per year"},
	{"1cr - 1.5cr salary package", "10000000-15000000 INR"},
	{"зп 200-300 тыс. руб.", "200000-300000 RUB"},
	{"45-55 k€ brut par an", "45000-55000 EUR gross per year"},
	// Per piece.
	{"Pay: $200 - $400 per blog post", "200-400 USD per post"},
	{"€25 per 1000 words", "25 EUR per 1000words"},
	{"$15 per user per month", ""},
	{"costs $0.002 per 1K tokens", ""},
	// Money that is no pay.
	{"We raised a $20M Series A", ""},
	{"€350/£300m revenue business", ""},
	{"a $5,000 sign-on bonus", ""},
	{"refer a friend and get $1,000", ""},
	{"manage a $50k monthly ad budget", ""},
	{"$2,000 learning budget and $100/month for your phone", ""},
	{"the average nurse makes $36k a year", ""},
	{"Health insurance up to 30,000$ per year", ""},
	{"Commission only, earn up to 4k a month", ""},
	{"Call us at 555-120-1234", ""},
	// Base beside the rest, and the same offer twice.
	{"OTE $180k ($90k base)", "90000 USD"},
	{"Total comp $200k-$250k (base $150k-$180k)", "150000-180000 USD"},
	{"We pay 60-100 PLN/h (~14-23€/h)", "60-100 PLN per hour"},
	{"Salary: up to ₹50,000 per month\n\nCompensation: around ₹50,000 per month", "up to 50000 INR per month"},
}

func TestTraps(t *testing.T) {
	for _, c := range traps {
		if got := brief(pay.Read(pay.Input{Text: c.text})); got != c.want {
			t.Errorf("Read(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestPrice(t *testing.T) {
	for _, c := range []struct {
		in   string
		want float64
		ok   bool
	}{
		{"1,234,567.89", 1234567.89, true},
		{"R$ 1.500,00", 1500, true},
		{"CHF 1'049,95", 1049.95, true},
		{"1 298,00 €", 1298, true},
		{"5 870", 5870, true},
		{"1.837, 32 €", 1837.32, true},
		{"35€ 99", 35.99, true},
		{"3 items for only 14,85 EUR", 14.85, true},
		{"$.75", 0.75, true},
		{"34.992001", 34.992001, true},
		{"Free!", 0, true},
		{"40% OFF", 0, false},
		{"15.08.2017", 0, false},
		{"no price", 0, false},
		{"", 0, false},
	} {
		if got, ok := pay.Price(c.in); got != c.want || ok != c.ok {
			t.Errorf("Price(%q) = %v, %v, want %v, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}
