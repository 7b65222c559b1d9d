/** The client: {@link io.clearmladmin.ClearMl} and what it is made and listened to with. */
@ValueStyle
package io.clearmladmin;
