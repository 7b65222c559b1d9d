{{/*
The pod of `.program`: metadata and spec of a pod template. `.isPods`: it reads task pods. `.isApi`: it asks ClearML's API
server. `.isLasting`: it runs until it is stopped. `.env`: settings of its own. `.claim`: the volume of its journal, or none.
`.option`: what stands before the command, or none.
*/}}
{{- define "emitters.podMetadata" -}}
labels:
  {{- include "emitters.podLabels" . | nindent 2 }}
annotations:
  checksum/settings: {{ include (print .root.Template.BasePath "/settings.yaml") .root | sha256sum }}
  {{- with .root.Values.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{- define "emitters.podSpec" -}}
{{- $values := .root.Values -}}
{{- $isLogin := include "emitters.isLogin" .root -}}
{{- $isKafka := eq (include "emitters.to" .root) "kafka" -}}
{{- $isTokenCa := and (include "emitters.isToken" .root) $values.kafka.token.ca.secretName -}}
{{- $isOpenApiCa := and .isApi $values.api.ca.secretName (not $values.api.insecureSkipTlsVerify) -}}
serviceAccountName: {{ include "emitters.name" .root }}-{{ .program }}
automountServiceAccountToken: {{ .isPods }}
{{- if .isLasting }}
terminationGracePeriodSeconds: 30
{{- else }}
restartPolicy: Never
{{- end }}
{{- with $values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with $values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if and .isLasting $values.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- $selector := dict "labelSelector" (dict "matchLabels" (include "emitters.selector" . | fromYaml)) }}
  {{- range $values.topologySpreadConstraints }}
  - {{- merge (deepCopy .) $selector | toYaml | nindent 4 }}
  {{- end }}
{{- end }}
securityContext:
  {{- toYaml $values.podSecurityContext | nindent 2 }}
containers:
  - name: {{ .program }}
    image: {{ include "emitters.image" .root }}
    imagePullPolicy: {{ $values.image.pullPolicy }}
    args: [{{ with .option }}{{ . }}, {{ end }}{{ .program }}]
    envFrom:
      - configMapRef:
          name: {{ include "emitters.name" .root }}
    env:
      {{- range $name, $value := .env }}
      - name: {{ $name }}
        value: {{ $value | toString | quote }}
      {{- end }}
      {{- if .isApi }}
      - name: CLEARML_API_ACCESS_KEY_FILE
        value: /etc/emitters/api/{{ $values.api.existingSecret.accessKey }}
      - name: CLEARML_API_SECRET_KEY_FILE
        value: /etc/emitters/api/{{ $values.api.existingSecret.secretKey }}
      {{- end }}
      {{- if $isLogin }}
      - name: CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_plain_username_FILE
        value: /etc/emitters/kafka/{{ $values.kafka.existingSecret.usernameKey }}
      - name: CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_plain_password_FILE
        value: /etc/emitters/kafka/{{ $values.kafka.existingSecret.passwordKey }}
      {{- end }}
      {{- with $values.javaOptions }}
      - name: JAVA_OPTS
        value: {{ . | quote }}
      {{- end }}
      {{- with $values.extraEnv }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- if ne .option "--check-config" }}
    ports:
      - name: operations
        containerPort: 8080
    {{- end }}
    {{- if .isLasting }}
    livenessProbe:
      httpGet:
        path: /livez
        port: operations
      periodSeconds: 30
      timeoutSeconds: 5
    # Not ready: something that it needs does not answer. The monitor recovers by itself; a restart does not help.
    readinessProbe:
      httpGet:
        path: /readyz
        port: operations
      timeoutSeconds: 5
    {{- end }}
    resources:
      {{- toYaml .resources | nindent 6 }}
    securityContext:
      allowPrivilegeEscalation: false
      readOnlyRootFilesystem: true
      capabilities:
        drop: [ALL]
    volumeMounts:
      - name: tmp
        mountPath: /tmp
      {{- if .isApi }}
      - name: api
        mountPath: /etc/emitters/api
        readOnly: true
      {{- end }}
      {{- if $isOpenApiCa }}
      - name: api-ca
        mountPath: /etc/emitters/api-ca
        readOnly: true
      {{- end }}
      {{- if $isLogin }}
      - name: kafka
        mountPath: /etc/emitters/kafka
        readOnly: true
      {{- end }}
      {{- if $isTokenCa }}
      - name: token-ca
        mountPath: /etc/emitters/token-ca
        readOnly: true
      {{- end }}
      {{- if and $isKafka $values.kafka.tls.ca.secretName }}
      - name: kafka-ca
        mountPath: /etc/emitters/kafka-ca
        readOnly: true
      {{- end }}
      {{- if and $isKafka $values.kafka.tls.client.secretName }}
      - name: kafka-client
        mountPath: /etc/emitters/kafka-client
        readOnly: true
      {{- end }}
      {{- if and $isKafka $values.kafka.templatesConfigMap }}
      - name: templates
        mountPath: /etc/emitters/templates
        readOnly: true
      {{- end }}
      {{- if .claim }}
      - name: journal
        mountPath: /var/lib/emitters
      {{- end }}
      {{- with $values.extraVolumeMounts }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
volumes:
  - name: tmp
    emptyDir: {}
  {{- if .isApi }}
  - name: api
    secret:
      secretName: {{ include "emitters.apiSecret" .root }}
  {{- end }}
  {{- if $isOpenApiCa }}
  - name: api-ca
    secret:
      secretName: {{ $values.api.ca.secretName }}
  {{- end }}
  {{- if $isLogin }}
  - name: kafka
    secret:
      secretName: {{ include "emitters.kafkaSecret" .root }}
  {{- end }}
  {{- if $isTokenCa }}
  - name: token-ca
    secret:
      secretName: {{ $values.kafka.token.ca.secretName }}
  {{- end }}
  {{- if and $isKafka $values.kafka.tls.ca.secretName }}
  - name: kafka-ca
    secret:
      secretName: {{ $values.kafka.tls.ca.secretName }}
  {{- end }}
  {{- if and $isKafka $values.kafka.tls.client.secretName }}
  - name: kafka-client
    secret:
      secretName: {{ $values.kafka.tls.client.secretName }}
  {{- end }}
  {{- if and $isKafka $values.kafka.templatesConfigMap }}
  - name: templates
    configMap:
      name: {{ $values.kafka.templatesConfigMap }}
  {{- end }}
  {{- if .claim }}
  - name: journal
    persistentVolumeClaim:
      claimName: {{ .claim }}
  {{- end }}
  {{- with $values.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
