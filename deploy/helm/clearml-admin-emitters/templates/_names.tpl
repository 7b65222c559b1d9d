{{/* The first part of all names; a CronJob may have 52 characters. */}}
{{- define "emitters.name" -}}
{{- default .Release.Name .Values.nameOverride | trunc 34 | trimSuffix "-" -}}
{{- end }}

{{- define "emitters.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: clearml-admin-emitters
{{- end }}

{{/* What a pod of the program `.program` is found by. */}}
{{- define "emitters.selector" -}}
app.kubernetes.io/name: {{ .program }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "emitters.podLabels" -}}
{{ include "emitters.selector" . }}
app.kubernetes.io/part-of: clearml-admin-emitters
{{- with .root.Values.podLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* `kafka` or `api-server`. */}}
{{- define "emitters.to" -}}
{{- .Values.events.to | default (ternary "kafka" "api-server" (gt (len .Values.kafka.brokers) 0)) -}}
{{- end }}

{{- define "emitters.apiSecret" -}}
{{- .Values.api.existingSecret.name | default (printf "%s-api" (include "emitters.name" .)) -}}
{{- end }}

{{- define "emitters.kafkaSecret" -}}
{{- .Values.kafka.existingSecret.name | default (printf "%s-kafka" (include "emitters.name" .)) -}}
{{- end }}

{{/* Whether Kafka wants a login. */}}
{{- define "emitters.isLogin" -}}
{{- if and (eq (include "emitters.to" .) "kafka") (hasPrefix "SASL" .Values.kafka.securityProtocol) }}true{{ end -}}
{{- end }}

{{/* Whether it wants a token of an identity provider. */}}
{{- define "emitters.isToken" -}}
{{- if and (include "emitters.isLogin" .) (eq .Values.kafka.saslMechanism "OAUTHBEARER") }}true{{ end -}}
{{- end }}

{{/* Whether the pod emitters ask ClearML's API server. */}}
{{- define "emitters.isPodsAskingApi" -}}
{{- if or (eq (include "emitters.to" .) "api-server") .Values.pods.tenant.lookup .Values.pods.taskDetails }}true{{ end -}}
{{- end }}

{{/* Whether any emitter does. */}}
{{- define "emitters.isApi" -}}
{{- $companies := or (index .Values "clearml-company-inventory").enabled .Values.companyMonitor.enabled -}}
{{- $pods := or (index .Values "clearml-pods-inventory").enabled (index .Values "clearml-pods-monitor-exporter").enabled -}}
{{- if or $companies (and $pods (include "emitters.isPodsAskingApi" .)) }}true{{ end -}}
{{- end }}

{{- define "emitters.image" -}}
{{- $image := .Values.image -}}
{{- $name := printf "%s%s" (ternary "" (printf "%s/" $image.registry) (empty $image.registry)) $image.repository -}}
{{- if $image.digest }}{{ $name }}@{{ $image.digest }}{{ else }}{{ $name }}:{{ $image.tag | default .Chart.AppVersion }}{{ end -}}
{{- end }}

{{/* Whether the pods monitor elects a leader. */}}
{{- define "emitters.isLease" -}}
{{- if gt (int (index .Values "clearml-pods-monitor-exporter").replicas) 1 }}true{{ end -}}
{{- end }}
