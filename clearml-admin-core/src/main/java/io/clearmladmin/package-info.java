/** The client: {@link io.clearmladmin.ClearMl} and its builder. */
@ValueStyle
package io.clearmladmin;

import io.clearmladmin.internal.json.ValueStyle;
