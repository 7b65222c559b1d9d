/** The client: {@link io.clearmladmin.ClearMl} and what it is made with. */
@ValueStyle
package io.clearmladmin;

import io.clearmladmin.internal.json.ValueStyle;
