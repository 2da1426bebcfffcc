/**
 * Storage over a local directory.
 *
 * <p><b>Crashes.</b> A write goes to a temporary file beside its target, is forced to the disk,
 * then takes its name in one step: by renaming, or by linking when the name must be free; then the
 * folder is forced. After a crash an object is whole, old or new. Temporary files that a crash left
 * are no objects and are swept at an opening once they are old enough. Of one crash in the very
 * moment of a conditional move that meets a write to the moved key, that write can be lost.
 *
 * <p><b>Links.</b> Where the system offers it (Linux, macOS), each folder is entered from the one
 * above, held open, and names are looked up in it, never following a link: whoever exchanges a
 * folder for a link, before or during a call, cannot lead a reading, a listing, a deletion or a
 * renaming out of the root. A folder that is held is compared with what its path leads to, by file
 * key. What remains, because Java offers it by path only, needs somebody who may write in the root
 * and hits the moment of one system call:
 *
 * <ul>
 *   <li>making a folder ({@code mkdirat} is missing): an empty folder may come to be elsewhere;
 *   <li>linking for {@code ifAbsent} ({@code linkat} is missing): the new object may get its name
 *       elsewhere, where that is free; nothing there is replaced, and the write may be reported as
 *       done;
 *   <li>opening a file without waiting ({@code O_NONBLOCK} is missing): a pipe put in the place of
 *       a file between the look at it and the opening holds the reading thread until somebody
 *       writes to the pipe.
 * </ul>
 *
 * <p>Where folders cannot be held open (Windows), the whole way is compared by identity before and
 * after each use; somebody who exchanges a folder for a link and back within one such use is not
 * noticed. What is read that way is still no more than an object of another storage root: a file
 * without a valid trailer is never given out.
 *
 * <p><b>The root</b> is remembered as it was at the opening. When it is removed or another folder
 * stands in its place, as when a volume was lost, every call fails until it is back; it is not made
 * anew, lest objects go to the disk below.
 */
@NullMarked
package io.energyops.storage.local;

import org.jspecify.annotations.NullMarked;
