package pay

import (
	"slices"

	"rung/internal/job"
)

// band says that amounts of a currency between least and most are paid for a period.
type band struct {
	period      job.Period
	least, most float64
}

// habits are the bands of each currency; both ends of an offer must lie in one and the same. Between
// bands nothing is inferred. The usual period of a currency's job boards decides: £ by the day for
// contracts, PLN, CZK, INR, RUB and BRL by the month, dollars by the hour or the year.
var habits = map[string][]band{
	"USD": {{job.Hour, 8, 350}, {job.Year, 15000, 2e6}},
	"EUR": {{job.Hour, 8, 150}, {job.Day, 200, 1000}, {job.Month, 1200, 9000}, {job.Year, 15000, 1e6}},
	"GBP": {{job.Hour, 8, 95}, {job.Day, 100, 2000}, {job.Year, 12000, 1e6}},
	"CHF": {{job.Hour, 20, 250}, {job.Month, 3000, 20000}, {job.Year, 40000, 1e6}},
	"CAD": {{job.Hour, 12, 350}, {job.Year, 20000, 2e6}},
	"AUD": {{job.Hour, 15, 250}, {job.Day, 350, 2500}, {job.Year, 25000, 2e6}},
	"NZD": {{job.Hour, 15, 250}, {job.Year, 25000, 2e6}},
	"SGD": {{job.Month, 1500, 25000}, {job.Year, 30000, 1e6}},
	"HKD": {{job.Month, 8000, 150000}, {job.Year, 200000, 5e6}},
	"PLN": {{job.Hour, 20, 400}, {job.Month, 2500, 60000}, {job.Year, 70000, 1e6}},
	"CZK": {{job.Hour, 100, 2500}, {job.Month, 15000, 300000}, {job.Year, 400000, 5e6}},
	"HUF": {{job.Month, 200000, 4e6}, {job.Year, 6e6, 1e8}},
	"RUB": {{job.Month, 20000, 1e6}},
	"UAH": {{job.Month, 8000, 400000}},
	"RON": {{job.Month, 2000, 50000}, {job.Year, 60000, 1e6}},
	"TRY": {{job.Month, 17000, 400000}},
	"MXN": {{job.Month, 8000, 180000}, {job.Year, 240000, 5e6}},
	"COP": {{job.Month, 1.2e6, 4e7}},
	"CLP": {{job.Month, 450000, 9e6}},
	"PKR": {{job.Month, 25000, 1.5e6}},
	"KES": {{job.Month, 20000, 900000}},
	"NGN": {{job.Month, 50000, 5e6}},
	"INR": {{job.Month, 8000, 250000}, {job.Year, 300000, 5e7}},
	"PHP": {{job.Month, 10000, 350000}, {job.Year, 480000, 1e7}},
	"BRL": {{job.Month, 1300, 45000}, {job.Year, 60000, 3e6}},
	"JPY": {{job.Hour, 900, 20000}, {job.Month, 150000, 1.4e6}, {job.Year, 2.5e6, 5e7}},
	"CNY": {{job.Month, 3000, 100000}, {job.Year, 150000, 5e6}},
	"KRW": {{job.Year, 2e7, 5e8}},
	"VND": {{job.Month, 4e6, 2e8}},
	"IDR": {{job.Month, 2e6, 1e8}},
	"THB": {{job.Month, 12000, 400000}},
	"MYR": {{job.Month, 1500, 40000}},
	"TWD": {{job.Month, 25000, 300000}, {job.Year, 500000, 1e7}},
	"ZAR": {{job.Month, 6000, 150000}, {job.Year, 200000, 5e6}},
	"SEK": {{job.Month, 20000, 120000}, {job.Year, 240000, 3e6}},
	"NOK": {{job.Year, 250000, 3e6}},
	"DKK": {{job.Month, 20000, 120000}, {job.Year, 250000, 3e6}},
	"ILS": {{job.Month, 5000, 90000}},
	"AED": {{job.Month, 2500, 90000}},
	"":    {{job.Year, 20000, 500000}},
}

// infer guesses the period of an offer that does not say it, with the name of the rule.
func infer(p job.Pay) (job.Period, string) {
	if slices.Contains(p.Flags, "ctc") {
		return job.Year, "period.ctc"
	}
	low, high := p.Min, p.Max
	if low == 0 {
		low = high
	}
	if high == 0 {
		high = low
	}
	for _, b := range habits[p.Currency] {
		if low >= b.least && high <= b.most {
			return b.period, "period.size." + string(b.period)
		}
	}
	return job.PeriodNone, ""
}
