import io.clearmladmin.*
import io.clearmladmin.audit.*
import io.clearmladmin.auth.*
import io.clearmladmin.credentials.*
import io.clearmladmin.endpoint.*
import io.clearmladmin.errors.*
import io.clearmladmin.login.*
import io.clearmladmin.metering.*
import io.clearmladmin.onboarding.*
import io.clearmladmin.organization.*
import io.clearmladmin.permissions.*
import io.clearmladmin.queues.*
import io.clearmladmin.resources.*
import io.clearmladmin.rotation.*
import io.clearmladmin.server.*
import io.clearmladmin.sso.*
import io.clearmladmin.storage.*
import io.clearmladmin.system.*
import io.clearmladmin.tenants.*
import io.clearmladmin.users.*
import io.clearmladmin.workers.*

// Connected by CLEARML_API_HOST, CLEARML_API_ACCESS_KEY, CLEARML_API_SECRET_KEY or ~/clearml.conf.
ClearMl clearml = ClearMl.fromEnvironment()
