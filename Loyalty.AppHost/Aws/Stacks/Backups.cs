using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>AWS's own backups of what nobody can make again, daily, with a copy in another region.</summary>
static class Backups
{
    const int Days = 35;

    public static void AddTo(Template template, Intrinsic topic)
    {
        var vault = template.Add(new Resource("Vault", "AWS::Backup::BackupVault", new
        {
            BackupVaultName = Sub("loyalty-${Environment}"),
            EncryptionKeyArn = Import(DataStack.Key),
            Notifications = new { SNSTopicArn = topic, BackupVaultEvents = new[] { "BACKUP_JOB_EXPIRED", "COPY_JOB_FAILED", "S3_BACKUP_OBJECT_FAILED" } },
        })
        { Kept = true });
        var plan = template.Add("BackupPlan", "AWS::Backup::BackupPlan", new
        {
            BackupPlan = new
            {
                BackupPlanName = Sub("loyalty-${Environment}"),
                BackupPlanRule = new object[]
                {
                    new
                    {
                        RuleName = "daily",
                        TargetBackupVault = vault.Ref,
                        ScheduleExpression = "cron(0 4 * * ? *)",
                        StartWindowMinutes = 60,
                        CompletionWindowMinutes = 720,
                        Lifecycle = new { DeleteAfterDays = Days },
                        CopyActions = If(Conditions.HasCopyVault,
                            new object[] { new { DestinationBackupVaultArn = Ref(Parameters.BackupCopyVault), Lifecycle = new { DeleteAfterDays = Days } } }, NoValue),
                    },
                },
            },
        });
        var role = template.Add("BackupRole", "AWS::IAM::Role", new
        {
            AssumeRolePolicyDocument = Policy.AssumedBy("backup.amazonaws.com"),
            ManagedPolicyArns = new[]
            {
                "service-role/AWSBackupServiceRolePolicyForBackup", "service-role/AWSBackupServiceRolePolicyForRestores",
                "AWSBackupServiceRolePolicyForS3Backup", "AWSBackupServiceRolePolicyForS3Restore",
            }.Select(policy => Sub("arn:${AWS::Partition}:iam::aws:policy/" + policy)),
        });
        template.Add("BackedUp", "AWS::Backup::BackupSelection", new
        {
            BackupPlanId = plan.Ref,
            BackupSelection = new
            {
                SelectionName = "what-nobody-can-make-again",
                IamRoleArn = role.Arn,
                Resources = new object[]
                {
                    Sub("arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Name}", new Map { ["Name"] = Import(DataStack.Table) }),
                    Bucket(BucketStore.Raw),
                    Bucket(BucketStore.Facts),
                    Bucket(BucketStore.Backups),
                    If(Conditions.OwnGraph,
                        Sub("arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:cluster:${Name}", new Map { ["Name"] = Import(DataStack.GraphCluster) }), NoValue),
                },
            },
        });
        template.Add(Alarm.Of("BackupFails", "A backup failed", "AWS/Backup", "NumberOfBackupJobsFailed", new Map { ["BackupVaultName"] = vault.Ref }, "Sum", 3_600, 1, 1, tell: topic));
    }

    static Intrinsic Bucket(BucketStore store) => Sub("arn:${AWS::Partition}:s3:::${Name}", new Map { ["Name"] = Import(store.Export) });
}
