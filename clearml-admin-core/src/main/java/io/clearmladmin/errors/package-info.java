/**
 * What can go wrong, one type for each way in which an administrator must react.
 *
 * <pre>{@code
 * import io.clearmladmin.errors.ClearMlException;
 * import io.clearmladmin.errors.InvalidIdException;
 * import io.clearmladmin.errors.OutcomeUnknownException;
 *
 * try {
 *     clearml.users().getById("nobody");
 * } catch (InvalidIdException unknown) {
 *     System.err.println(unknown.error().message());
 * } catch (OutcomeUnknownException unknown) {
 *     System.err.println("look with " + unknown.verifyWith());
 * } catch (ClearMlException failure) {
 *     System.err.println(failure.getMessage());
 * }
 * }</pre>
 */
package io.clearmladmin.errors;
