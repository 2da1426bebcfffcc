package io.energyops.storage.conformance;

import java.util.List;

/** Every topic of the kit, the simple ones first. */
final class Topics {

  private Topics() {}

  static List<Topic> all() {
    return List.of(
        WritingTopic.topic(),
        ReadingTopic.topic(),
        RangeTopic.topic(),
        KeyTopic.topic(),
        NestedKeyTopic.topic(),
        RefusedKeyTopic.topic(),
        DescriptionTopic.topic(),
        ChecksumTopic.topic(),
        ContentTypeTopic.topic(),
        ListingTopic.topic(),
        PagingTopic.topic(),
        DeletingTopic.topic(),
        BulkDeleteTopic.topic(),
        FailedWriteTopic.topic(),
        UnfinishedWriteTopic.topic(),
        OverwritingTopic.topic(),
        IfAbsentTopic.topic(),
        IfMatchTopic.topic(),
        CopyTopic.topic(),
        MoveTopic.topic(),
        CapabilityTopic.topic(),
        TextKeyTopic.topic(),
        InstancesTopic.topic(),
        InterruptTopic.topic(),
        HealthTopic.topic(),
        ClosingTopic.topic(),
        LoadTopic.topic());
  }
}
