// Package config reads rung's settings: the embedded default file, the user's file, the environment and
// the flags, each beating the one before.
//
// Settings are decoded exactly. A key that does not exist is an error that names the nearest one, in a
// file as in the environment, so that a typing error never silently leaves a default in place. Viper is
// used here and nowhere else, and skills never pass through it: it folds the case of keys.
package config
