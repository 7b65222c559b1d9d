package io.clearmladmin.retention;

import io.clearmladmin.endpoint.BatchFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tasks or models of a rule: how they are listed, read, archived and deleted. */
interface RetentionSubject {

    /** What a call about many did. */
    record Batch(List<Done> done, List<BatchFailure> failed) {}

    /** One that it was done to. */
    record Done(String id, List<String> files, int deletedModels) {

        static Done of(String id) {
            return new Done(id, List.of(), 0);
        }
    }

    /** How many files a task or model has, and their size as far as the server knows it. */
    record Files(int count, Optional<Long> bytes) {}

    /** Those that the server finds, in the order of their ids, page by page. */
    Stream<RetentionCandidate> list();

    /** These as they are now; what is gone is left out. */
    Map<String, RetentionCandidate> read(List<String> ids);

    /** The files of these. */
    Map<String, Files> files(List<String> ids);

    /** Whether a deletion begins with archiving. */
    boolean isArchivedFirst();

    Batch archive(List<String> ids);

    Batch delete(List<String> ids);

    /** Why a refusal is no failure: something protects the object, as the rule wants. */
    Optional<String> protection(BatchFailure failure);

    /** Whether the server refused since the object is gone. */
    boolean isGone(BatchFailure failure);
}
