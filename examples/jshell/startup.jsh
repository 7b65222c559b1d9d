import io.clearmladmin.*
import io.clearmladmin.audit.*
import io.clearmladmin.auth.*
import io.clearmladmin.bulk.*
import io.clearmladmin.calls.*
import io.clearmladmin.credentials.*
import io.clearmladmin.debug.*
import io.clearmladmin.directory.*
import io.clearmladmin.endpoint.*
import io.clearmladmin.errors.*
import io.clearmladmin.events.*
import io.clearmladmin.helm.*
import io.clearmladmin.k8s.*
import io.clearmladmin.k8s.controlplane.*
import io.clearmladmin.k8s.events.*
import io.clearmladmin.kafka.*
import io.clearmladmin.login.*
import io.clearmladmin.logs.*
import io.clearmladmin.metering.*
import io.clearmladmin.models.*
import io.clearmladmin.onboarding.*
import io.clearmladmin.organization.*
import io.clearmladmin.permissions.*
import io.clearmladmin.projects.*
import io.clearmladmin.queues.*
import io.clearmladmin.report.*
import io.clearmladmin.resources.*
import io.clearmladmin.rotation.*
import io.clearmladmin.routers.*
import io.clearmladmin.server.*
import io.clearmladmin.serving.*
import io.clearmladmin.sso.*
import io.clearmladmin.storage.*
import io.clearmladmin.system.*
import io.clearmladmin.tasks.*
import io.clearmladmin.tenants.*
import io.clearmladmin.users.*
import io.clearmladmin.variables.*
import io.clearmladmin.waiting.*
import io.clearmladmin.workers.*
// Helm has one too: import io.clearmladmin.helm.CustomEvents where that one is meant.
import io.clearmladmin.tenants.CustomEvents
import java.time.*
import org.apache.kafka.clients.consumer.*
import org.apache.kafka.common.TopicPartition

// Connected by CLEARML_API_HOST, CLEARML_API_ACCESS_KEY, CLEARML_API_SECRET_KEY or ~/clearml.conf.
ClearMl clearml = ClearMl.fromEnvironment()
