{{/* What the schema cannot say: each fault names its value. */}}
{{- define "emitters.check" -}}
{{- $monitor := index .Values "clearml-pods-monitor-exporter" -}}
{{- $inventory := index .Values "clearml-pods-inventory" -}}
{{- $to := include "emitters.to" . -}}
{{- $faults := list -}}
{{- if and $monitor.enabled (not $monitor.podsMonitorUUID) -}}
{{- $faults = append $faults "clearml-pods-monitor-exporter.podsMonitorUUID is not set: what was published is remembered under it, so that a restart neither loses nor repeats an event. Take one UUID for each cluster (uuidgen makes one), and keep it" -}}
{{- end -}}
{{- if and .Values.companyMonitor.enabled (not .Values.companyMonitor.uuid) -}}
{{- $faults = append $faults "companyMonitor.uuid is not set: take one UUID for each ClearML server, and keep it" -}}
{{- end -}}
{{- if and (eq $to "kafka") (not .Values.kafka.brokers) -}}
{{- $faults = append $faults "kafka.brokers is empty, but events.to is kafka: set the addresses that the API server has in CLEARML__hosts__kafka__custom_events__host" -}}
{{- end -}}
{{- if and (include "emitters.isLogin" .) (not .Values.kafka.existingSecret.name) (not (and .Values.kafka.username .Values.kafka.password)) -}}
{{- $faults = append $faults (printf "kafka.username and kafka.password, or kafka.existingSecret.name, are not set, but kafka.securityProtocol is %s" .Values.kafka.securityProtocol) -}}
{{- end -}}
{{- if and (include "emitters.isToken" .) (not .Values.kafka.token.endpoint) -}}
{{- $faults = append $faults "kafka.token.endpoint is not set, but kafka.saslMechanism is OAUTHBEARER" -}}
{{- end -}}
{{- if and (not (include "emitters.isToken" .)) .Values.kafka.token.endpoint -}}
{{- $faults = append $faults "kafka.token.endpoint is set, but kafka.saslMechanism is not OAUTHBEARER, or kafka.securityProtocol has no login" -}}
{{- end -}}
{{- if and (not (include "emitters.isLogin" .)) (or .Values.kafka.username .Values.kafka.existingSecret.name) -}}
{{- $faults = append $faults (printf "kafka.username or kafka.existingSecret.name is set, but kafka.securityProtocol is %s, which has no login" .Values.kafka.securityProtocol) -}}
{{- end -}}
{{- if and (or .Values.kafka.tls.ca.secretName .Values.kafka.tls.client.secretName) (not (hasSuffix "SSL" .Values.kafka.securityProtocol)) -}}
{{- $faults = append $faults (printf "kafka.tls is set, but kafka.securityProtocol is %s, which has no TLS" .Values.kafka.securityProtocol) -}}
{{- end -}}
{{- if include "emitters.isApi" . -}}
{{- if not .Values.global.clearml.apiServerUrlReference -}}
{{- $faults = append $faults "global.clearml.apiServerUrlReference is not set: the company emitters, pods.tenant.lookup, pods.taskDetails and events.to=api-server need ClearML's API server" -}}
{{- end -}}
{{- if and (not .Values.api.existingSecret.name) (not (and .Values.global.clearml.apiServerKey .Values.global.clearml.apiServerSecret)) -}}
{{- $faults = append $faults "global.clearml.apiServerKey and global.clearml.apiServerSecret, or api.existingSecret.name, are not set" -}}
{{- end -}}
{{- end -}}
{{- if and (gt (int $monitor.replicas) 1) (ne $to "kafka") -}}
{{- $faults = append $faults "clearml-pods-monitor-exporter.replicas is 2, but events go to the API server: what a monitor remembers is on a volume of its own then, so that 1 is the most" -}}
{{- end -}}
{{- if and .Values.pods.namespaces .Values.pods.namespaceLabels -}}
{{- $faults = append $faults "pods.namespaces and pods.namespaceLabels are both set: take one of them" -}}
{{- end -}}
{{- if not .Values.rbac.clusterRoles -}}
{{- if and (not .Values.pods.namespaces) (or $monitor.enabled $inventory.enabled) -}}
{{- $faults = append $faults "pods.namespaces is empty, but rbac.clusterRoles is false: pods of all namespaces need a ClusterRole" -}}
{{- end -}}
{{- if and (not .Values.pods.cluster) (or $monitor.enabled $inventory.enabled) -}}
{{- $faults = append $faults "pods.cluster is not set, but rbac.clusterRoles is false: without the right to read the namespace kube-system, whose uid distinguishes clusters, the cluster needs a name" -}}
{{- end -}}
{{- if .Values.pods.nodeLabels -}}
{{- $faults = append $faults "pods.nodeLabels is true, but rbac.clusterRoles is false: nodes need a ClusterRole" -}}
{{- end -}}
{{- end -}}
{{- if and .Values.metrics.serviceMonitor.enabled .Values.metrics.podMonitor.enabled -}}
{{- $faults = append $faults "metrics.serviceMonitor.enabled and metrics.podMonitor.enabled are both true: everything would be scraped twice" -}}
{{- end -}}
{{- range .Values.extraEnv -}}
{{- if hasPrefix "CLEARML_EVENTS_LISTEN" (.name | default "") -}}
{{- $faults = append $faults "extraEnv sets CLEARML_EVENTS_LISTEN, at which the probes ask: it stays as it is" -}}
{{- end -}}
{{- end -}}
{{- if $faults -}}
{{- fail (printf "\n- %s" (join "\n- " $faults)) -}}
{{- end -}}
{{- end }}
