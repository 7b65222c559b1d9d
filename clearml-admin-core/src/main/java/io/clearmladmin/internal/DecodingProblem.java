package io.clearmladmin.internal;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the field of a reply that cannot be read. Messages of Jackson, and of constructors, may quote the reply, and a reply
 * may hold secrets: only the place is named, and whether the field was present.
 */
final class DecodingProblem {

    // The form of constructors' messages: the field's name, alone or before the reason.
    private static final Pattern OF_FIELD = Pattern.compile("(\\w+)(: .*)?", Pattern.DOTALL);

    private DecodingProblem() {}

    static String describe(JsonMappingException misfit) {
        if (misfit instanceof InvalidDefinitionException unusable) {
            return "Jackson cannot make " + unusable.getType() + "; in a module, its package must be open to Jackson";
        }
        String place = place(misfit);
        if (misfit instanceof ValueInstantiationException refused) {
            Optional<String> field = field(refused);
            place += field.map(name -> (place(misfit).isEmpty() ? "" : ".") + name)
                    .orElse("");
            if (field.isPresent() && isMissing(refused.getCause())) {
                return place + " is missing or null";
            }
        } else if (isRequired(misfit)) {
            return place + " is missing or null";
        }
        return "at " + place + " the value does not fit the type of the result";
    }

    private static String place(JsonMappingException misfit) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : misfit.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return place.toString();
    }

    // A record's constructor names the component in its message.
    private static Optional<String> field(ValueInstantiationException refused) {
        RecordComponent @Nullable [] components =
                refused.getType().getRawClass().getRecordComponents();
        Matcher message = OF_FIELD.matcher(message(refused.getCause()));
        if (components == null || !message.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(components)
                .map(RecordComponent::getName)
                .filter(message.group(1)::equals)
                .map(((SnakeCaseStrategy) PropertyNamingStrategies.SNAKE_CASE)::translate)
                .findFirst();
    }

    private static boolean isMissing(@Nullable Throwable refusal) {
        return refusal instanceof NullPointerException || message(refusal).endsWith(": is missing");
    }

    private static String message(@Nullable Throwable refusal) {
        return refusal == null ? "" : String.valueOf(refusal.getMessage());
    }

    // Of a component with @JsonProperty(required = true).
    private static boolean isRequired(JsonMappingException misfit) {
        return misfit instanceof InvalidNullException
                || (misfit instanceof MismatchedInputException
                        && misfit.getOriginalMessage().startsWith("Missing required creator property"));
    }
}
