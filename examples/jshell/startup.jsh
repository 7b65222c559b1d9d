import io.clearmladmin.*
import io.clearmladmin.auth.*
import io.clearmladmin.endpoint.*
import io.clearmladmin.errors.*
import io.clearmladmin.login.*
import io.clearmladmin.server.*
import io.clearmladmin.system.*
import io.clearmladmin.tenants.*
import io.clearmladmin.users.*

// Connected by CLEARML_API_HOST, CLEARML_API_ACCESS_KEY, CLEARML_API_SECRET_KEY or ~/clearml.conf.
ClearMl clearml = ClearMl.fromEnvironment()
