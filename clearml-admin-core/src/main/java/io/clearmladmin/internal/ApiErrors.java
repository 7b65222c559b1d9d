package io.clearmladmin.internal;

import io.clearmladmin.errors.AlreadyExistsException;
import io.clearmladmin.errors.ApiError;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.BadRequestException;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.errors.RateLimitedException;
import io.clearmladmin.errors.ServerErrorException;
import io.clearmladmin.errors.TaskStatusException;
import io.clearmladmin.errors.UnauthorizedException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** Which (code, subcode) is which exception, and what to do about it. The message's text is never read. */
final class ApiErrors {

    private record Kind(BiFunction<ApiError, String, ApiException> exception, String advice) {}

    private static final String NOT_ARCHIVED =
            "Archive what is in the project, or force the call; either way, stop what runs in it first.";
    private static final Map<Integer, Kind> BY_SUBCODE = new HashMap<>();
    private static final Map<Integer, Kind> BY_CODE = new HashMap<>();

    static {
        code(400, BadRequestException::new, "");
        code(401, UnauthorizedException::new, "Check that key and secret belong to this server and are not revoked.");
        code(403, ForbiddenException::new, "The role of the caller does not suffice.");
        code(404, NoSuchEndpointException::new, "");
        code(410, NoSuchEndpointException::new, "");
        code(413, BadRequestException::new, "The request is too large: send it in parts.");
        code(429, RateLimitedException::new, "Call less often, or raise callTimeout so that there is time to wait.");

        subcode(301, 1, NoSuchEndpointException::new, "");
        subcode(
                400,
                0,
                BadRequestException::new,
                "If the path is not understood, the API address has a path too many.");
        subcode(400, 1, NoSuchEndpointException::new, "");
        subcode(400, 2, NoSuchEndpointException::new, "The requested API version must be like 2.30.");
        subcode(400, 6, BadRequestException::new, "Only role system, root or admin may do this, for known users.");
        subcode(400, 10, InvalidIdException::new, "");
        subcode(400, 75, InvalidIdException::new, "auth.get_credentials lists the user's keys.");
        subcode(
                400,
                300,
                InvalidIdException::new,
                "There is no such user here, or the user has no such key; auth.get_credentials lists the user's keys.");
        subcode(
                400,
                301,
                InvalidIdException::new,
                "No such user that the caller may see, or one that the server's configuration owns.");
        subcode(400, 302, AlreadyExistsException::new, "");
        subcode(400, 401, InvalidIdException::new, "");
        subcode(400, 403, InvalidIdException::new, "");
        subcode(400, 101, InvalidIdException::new, "");
        subcode(400, 110, TaskStatusException::new, "");
        subcode(400, 121, BadRequestException::new, "Somebody changed the task meanwhile: read it again, and decide.");
        subcode(400, 123, BadRequestException::new, "Archive it first, or force the call.");
        subcode(400, 130, InvalidIdException::new, "");
        subcode(400, 201, InvalidIdException::new, "");
        subcode(400, 402, BadRequestException::new, NOT_ARCHIVED);
        subcode(400, 405, BadRequestException::new, NOT_ARCHIVED);
        subcode(400, 406, BadRequestException::new, NOT_ARCHIVED);
        subcode(400, 413, BadRequestException::new, NOT_ARCHIVED);
        subcode(400, 408, BadRequestException::new, "projects.move changes its place.");
        subcode(400, 701, InvalidIdException::new, "");
        subcode(400, 801, AlreadyExistsException::new, "Another object has the value that must be unique.");
        subcode(400, 1001, InvalidIdException::new, "");
        subcode(400, 1004, InvalidIdException::new, "");
        subcode(400, 1052, InvalidIdException::new, "");
        subcode(401, 2, UnauthorizedException::new, "The token is limited to a task.");
        subcode(
                401,
                30,
                UnauthorizedException::new,
                "The token expired or was revoked, or the server's token secret was changed; log in with key and secret.");
        subcode(500, 4, ServerErrorException::new, "The server's disk is full; an operator must act.");
        subcode(
                500,
                0,
                ServerErrorException::new,
                "If the message names a connection, the server's Redis is unreachable; see the server's log.");
        subcode(
                500,
                100,
                ServerErrorException::new,
                "One of the server's stores (Redis, Elasticsearch) is unreachable.");
        subcode(500, 1, ServerErrorException::new, "Often the server's MongoDB is unreachable; see the server's log.");
        subcode(500, 102, ServerErrorException::new, "The server's database is unreachable; try again later.");
    }

    private ApiErrors() {}

    static ApiException exception(ApiError error) {
        Kind kind = BY_SUBCODE.get(key(error.code(), error.subcode()));
        if (kind == null) {
            kind = BY_CODE.get(error.code());
        }
        if (kind == null) {
            kind = new Kind(error.code() >= 500 ? ServerErrorException::new : BadRequestException::new, "");
        }
        return kind.exception().apply(error, kind.advice());
    }

    private static void code(int code, BiFunction<ApiError, String, ApiException> exception, String advice) {
        BY_CODE.put(code, new Kind(exception, advice));
    }

    private static void subcode(
            int code, int subcode, BiFunction<ApiError, String, ApiException> exception, String advice) {
        BY_SUBCODE.put(key(code, subcode), new Kind(exception, advice));
    }

    private static int key(int code, int subcode) {
        return code * 100_000 + subcode;
    }
}
