/** Puts a whole tenant up, again and again if need be, and takes one down. */
@ValueStyle
package io.clearmladmin.onboarding;

import io.clearmladmin.internal.json.ValueStyle;
