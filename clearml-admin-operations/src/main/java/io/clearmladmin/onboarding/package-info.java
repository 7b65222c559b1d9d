/** Provisions a whole tenant, repeatably, and deprovisions one. */
@ValueStyle
package io.clearmladmin.onboarding;

import io.clearmladmin.internal.json.ValueStyle;
