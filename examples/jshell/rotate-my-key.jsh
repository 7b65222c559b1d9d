// Makes a new key for the caller, proves it by a login, and shows it once. The old keys stay: revoke them
// with clearml.auth().revokeCredentials(accessKey) when nothing uses them any more.
Credentials fresh = clearml.auth().createCredentials(CreateCredentials.builder().label("rotated").build())
String address = clearml.toString().replaceAll("ClearMl\\[|/?\\]", "")
ClearMl proof = ClearMl.builder().unusualApiUrl(address).credentials(fresh.accessKey(), fresh.secretKey().reveal()).build()
System.out.println("The new key logs in as " + proof.claims().identity().flatMap(me -> me.userName()).orElse("?"))
proof.close()
System.out.println("access key: " + fresh.accessKey())
System.out.println("secret key: " + fresh.secretKey().reveal())
for (CredentialInfo key : clearml.auth().getCredentials().credentials()) {
    String used = key.lastUsed().map(Object::toString).orElse("never");
    System.out.println((key.accessKey().equals(fresh.accessKey()) ? "new  " : "old  ") + key.accessKey() + "  last used " + used);
}
/exit
