// Creates a new key for the caller, prints it once, and proves it by a login. It prints first, so that the key is not lost if
// the login fails. The old keys stay: revoke them with clearml.auth().revokeCredentials(accessKey) when nothing uses them.
Credentials fresh = clearml.auth().createCredentials(CreateCredentials.builder().label("rotated").build())
System.out.println("access key: " + fresh.accessKey())
System.out.println("secret key: " + fresh.secretKey().reveal())
TokenClaims proof = clearml.withCredentials(fresh.accessKey(), fresh.secretKey()).claims()
System.out.println("The new key logs in as " + proof.identity().flatMap(me -> me.userName()).orElse("?"))
for (CredentialInfo key : clearml.auth().getCredentials().credentials()) {
    String used = key.lastUsed().map(Object::toString).orElse("never");
    System.out.println((key.accessKey().equals(fresh.accessKey()) ? "new  " : "old  ") + key.accessKey() + "  last used " + used);
}
/exit
