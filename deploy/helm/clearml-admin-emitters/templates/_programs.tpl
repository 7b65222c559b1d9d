{{/* What each program is given, as JSON: `.root` in, the parameters of emitters.podSpec out. */}}
{{- define "emitters.podsEnv" -}}
{{- $pods := .Values.pods -}}
{{- $env := dict -}}
{{- if $pods.namespaces }}{{ $_ := set $env "CLEARML_PODS_NAMESPACE" (join "," $pods.namespaces) }}{{ end -}}
{{- if $pods.namespaceLabels }}{{ $_ := set $env "CLEARML_PODS_NAMESPACE_LABELS" $pods.namespaceLabels }}{{ end -}}
{{- if $pods.cluster }}{{ $_ := set $env "CLEARML_PODS_CLUSTER" $pods.cluster }}{{ end -}}
{{- if $pods.nodeLabels }}{{ $_ := set $env "CLEARML_PODS_NODE_LABELS" "true" }}{{ end -}}
{{- if $pods.taskDetails }}{{ $_ := set $env "CLEARML_PODS_TASK_DETAILS" "true" }}{{ end -}}
{{- if $pods.tenant.label }}{{ $_ := set $env "CLEARML_PODS_TENANT_LABEL" $pods.tenant.label }}{{ end -}}
{{- if $pods.tenant.namespaceLabel }}{{ $_ := set $env "CLEARML_PODS_TENANT_NAMESPACE_LABEL" $pods.tenant.namespaceLabel }}{{ end -}}
{{- if $pods.tenant.lookup }}{{ $_ := set $env "CLEARML_PODS_TENANT_LOOKUP" "true" }}{{ end -}}
{{- toJson $env -}}
{{- end }}

{{- define "emitters.podsMonitor" -}}
{{- $monitor := index .Values "clearml-pods-monitor-exporter" -}}
{{- $isToApi := eq (include "emitters.to" .) "api-server" -}}
{{- $env := include "emitters.podsEnv" . | fromJson -}}
{{- $_ := set $env "CLEARML_PODS_MONITOR_UUID" $monitor.podsMonitorUUID -}}
{{- $_ := set $env "CLEARML_PODS_CHECK_INTERVAL_SECONDS" (int $monitor.checkIntervalSeconds) -}}
{{- $_ := set $env "CLEARML_PODS_STILL_RUNNING_EVERY_SECONDS" (int $monitor.stillRunningEverySeconds) -}}
{{- if .Values.pods.tenant.waitSeconds }}{{ $_ := set $env "CLEARML_PODS_TENANT_WAIT_SECONDS" (int .Values.pods.tenant.waitSeconds) }}{{ end -}}
{{- if $monitor.acceptChangedScope }}{{ $_ := set $env "CLEARML_PODS_ACCEPT_CHANGED_SCOPE" "true" }}{{ end -}}
{{- if include "emitters.isLease" . }}{{ $_ := set $env "CLEARML_PODS_MONITOR_LEASE" (printf "%s/%s-pods-monitor" .Release.Namespace (include "emitters.name" .)) }}{{ end -}}
{{- $claim := "" -}}
{{- if $isToApi -}}
{{- $_ := set $env "CLEARML_EVENTS_TEMPLATE" .Values.events.template.lifecycle -}}
{{- $_ := set $env "CLEARML_EVENTS_JOURNAL" "/var/lib/emitters/journal" -}}
{{- $claim = .Values.persistence.existingClaim | default (printf "%s-pods-monitor" (include "emitters.name" .)) -}}
{{- end -}}
{{- dict "program" "pods-monitor" "isPods" true "isApi" (ne (include "emitters.isPodsAskingApi" .) "") "isLasting" (not $monitor.baseline) "isMonitor" true "option" (ternary "--baseline" "" $monitor.baseline) "env" $env "claim" $claim "resources" $monitor.resources | toJson -}}
{{- end }}

{{- define "emitters.podsInventory" -}}
{{- $env := include "emitters.podsEnv" . | fromJson -}}
{{- if eq (include "emitters.to" .) "api-server" }}{{ $_ := set $env "CLEARML_EVENTS_TEMPLATE" .Values.events.template.inventory }}{{ end -}}
{{- dict "program" "pods-inventory" "isPods" true "isApi" (ne (include "emitters.isPodsAskingApi" .) "") "isLasting" false "isMonitor" false "option" "" "env" $env "claim" "" "resources" (index .Values "clearml-pods-inventory").resources | toJson -}}
{{- end }}

{{- define "emitters.companyInventory" -}}
{{- $env := dict "CLEARML_COMPANY_INVENTORY_SOURCE" (index .Values "clearml-company-inventory").source -}}
{{- if eq (include "emitters.to" .) "api-server" }}{{ $_ := set $env "CLEARML_EVENTS_TEMPLATE" .Values.events.template.inventory }}{{ end -}}
{{- dict "program" "company-inventory" "isPods" false "isApi" true "isLasting" false "isMonitor" false "option" "" "env" $env "claim" "" "resources" (index .Values "clearml-company-inventory").resources | toJson -}}
{{- end }}

{{- define "emitters.companyMonitor" -}}
{{- $env := dict "CLEARML_COMPANY_MONITOR_UUID" .Values.companyMonitor.uuid "CLEARML_COMPANY_CHECK_INTERVAL_SECONDS" (int .Values.companyMonitor.checkIntervalSeconds) -}}
{{- $claim := "" -}}
{{- if eq (include "emitters.to" .) "api-server" -}}
{{- $_ := set $env "CLEARML_EVENTS_TEMPLATE" .Values.events.template.lifecycle -}}
{{- $_ := set $env "CLEARML_EVENTS_JOURNAL" "/var/lib/emitters/journal" -}}
{{- $claim = printf "%s-company-monitor" (include "emitters.name" .) -}}
{{- end -}}
{{- dict "program" "company-monitor" "isPods" false "isApi" true "isLasting" (not .Values.companyMonitor.baseline) "isMonitor" true "option" (ternary "--baseline" "" .Values.companyMonitor.baseline) "env" $env "claim" $claim "resources" .Values.companyMonitor.resources | toJson -}}
{{- end }}

{{/* Those that are enabled, as {"all": [...]}. */}}
{{- define "emitters.programs" -}}
{{- $all := list -}}
{{- if (index .Values "clearml-pods-monitor-exporter").enabled }}{{ $all = append $all (include "emitters.podsMonitor" . | fromJson) }}{{ end -}}
{{- if (index .Values "clearml-pods-inventory").enabled }}{{ $all = append $all (include "emitters.podsInventory" . | fromJson) }}{{ end -}}
{{- if (index .Values "clearml-company-inventory").enabled }}{{ $all = append $all (include "emitters.companyInventory" . | fromJson) }}{{ end -}}
{{- if .Values.companyMonitor.enabled }}{{ $all = append $all (include "emitters.companyMonitor" . | fromJson) }}{{ end -}}
{{- dict "all" $all | toJson -}}
{{- end }}
