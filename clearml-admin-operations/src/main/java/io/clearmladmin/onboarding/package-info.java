/** Puts a whole tenant up, again and again if need be, and takes one down. */
package io.clearmladmin.onboarding;
