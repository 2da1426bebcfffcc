package io.energyops.storage.s3;

import io.energyops.storage.StorageKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Refuses to delete chosen objects, as a server does by its policies. It knows no bulk delete. */
final class RefusedDeletes implements ExecutionInterceptor {

  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  void refuse(String bucket, StorageKey key) {
    refused.add(bucket + "/" + key);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    if (request instanceof DeleteObjectRequest one
        && refused.contains(one.bucket() + "/" + one.key())) {
      throw S3Exception.builder().statusCode(403).message("refused").build();
    }
    if (request instanceof DeleteObjectsRequest many
        && refused.stream().anyMatch(name -> name.startsWith(many.bucket() + "/"))) {
      throw S3Exception.builder().statusCode(501).message("not here").build();
    }
  }
}
