package io.clearmladmin.internal;

import io.clearmladmin.apps.AppsService;
import io.clearmladmin.auth.AuthService;
import io.clearmladmin.debug.DebugService;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.login.LoginService;
import io.clearmladmin.logs.EventsService;
import io.clearmladmin.models.ModelsService;
import io.clearmladmin.organization.OrganizationService;
import io.clearmladmin.permissions.PermissionsService;
import io.clearmladmin.projects.ProjectsService;
import io.clearmladmin.queues.QueuesService;
import io.clearmladmin.resources.ResourcesService;
import io.clearmladmin.routers.RoutersService;
import io.clearmladmin.server.ServerService;
import io.clearmladmin.serving.ServingService;
import io.clearmladmin.sso.SsoService;
import io.clearmladmin.storage.StorageService;
import io.clearmladmin.system.SystemService;
import io.clearmladmin.tasks.TasksService;
import io.clearmladmin.tenants.TenantsService;
import io.clearmladmin.users.UsersService;
import io.clearmladmin.variables.VariablesService;
import io.clearmladmin.workers.WorkersService;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All methods of the service interfaces, and how to call one with the fields of a body. */
final class ServiceMethods {

    static final List<Class<?>> SERVICES = List.of(
            AuthService.class,
            UsersService.class,
            LoginService.class,
            ServerService.class,
            DebugService.class,
            SystemService.class,
            TenantsService.class,
            OrganizationService.class,
            PermissionsService.class,
            QueuesService.class,
            ResourcesService.class,
            SsoService.class,
            StorageService.class,
            AppsService.class,
            RoutersService.class,
            VariablesService.class,
            TasksService.class,
            ProjectsService.class,
            ModelsService.class,
            EventsService.class,
            ServingService.class,
            WorkersService.class);

    private ServiceMethods() {}

    static List<Method> all() {
        return SERVICES.stream()
                .flatMap(service -> Arrays.stream(service.getMethods()))
                .toList();
    }

    static Optional<Method> of(String endpoint) {
        return all().stream()
                .filter(method -> method.getAnnotation(Endpoint.class).name().equals(endpoint))
                .findFirst();
    }

    /** The arguments that make this body; empty if the method cannot make it. */
    static Optional<Object[]> arguments(Method method, Map<String, Object> body) {
        Object[] arguments = new Object[method.getParameterCount()];
        try {
            for (int i = 0; i < arguments.length; i++) {
                Parameter parameter = method.getParameters()[i];
                Field field = parameter.getAnnotation(Field.class);
                Object source = field == null ? body : body.get(field.value());
                boolean isOptional = parameter.getType() == Optional.class;
                if (source == null && !isOptional) {
                    return Optional.empty();
                }
                arguments[i] =
                        Json.MAPPER.convertValue(source, Json.MAPPER.constructType(parameter.getParameterizedType()));
                if (arguments[i] == null && isOptional) {
                    arguments[i] = Optional.empty();
                }
            }
            return Optional.of(arguments);
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }
}
